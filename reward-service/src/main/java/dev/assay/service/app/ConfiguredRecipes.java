package dev.assay.service.app;

import dev.assay.recipe.Recipe;
import dev.assay.recipe.Recipes;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recipes of this service.
 *
 * @param known those that rollouts may name
 * @param otherwise that of rollouts that name none
 */
public record ConfiguredRecipes(Recipes known, Recipe otherwise) {
    /**
     * Reads the recipes.
     *
     * @param more files, or folders of files that end in .yaml or .yml
     * @param nameOrFile the recipe of rollouts that name none
     */
    static ConfiguredRecipes read(List<String> more, String nameOrFile) {
        Recipes known = Recipes.shipped();
        for (String place : more) {
            for (Path file : files(Path.of(place))) {
                known = known.with(Recipes.readFile(file));
            }
        }
        Recipe otherwise = known.nameOrFile(nameOrFile);
        return new ConfiguredRecipes(known.with(otherwise), otherwise);
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> inside = Files.list(place)) {
            return inside.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, "assay.recipes: " + place + " cannot be read: " + e.getMessage(), e);
        }
    }
}
