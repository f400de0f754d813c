package dev.assay.recipe;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recipes that are known by name: those that ship and those that the user adds. Immutable. */
public final class Recipes {
    private static final List<String> SHIPPED = List.of("accuracy", "r1-zero", "r1", "dapo");

    private final Map<String, Recipe> byName;

    private Recipes(Map<String, Recipe> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** The recipes that ship. */
    public static Recipes shipped() {
        Map<String, Recipe> byName = new LinkedHashMap<>();
        for (String name : SHIPPED) {
            byName.put(name, RecipeReader.read(name, resource("/recipes/" + name + ".yaml")));
        }
        return new Recipes(byName);
    }

    /** These recipes and one more, which takes the place of another of its name. */
    public Recipes with(Recipe recipe) {
        Map<String, Recipe> more = new LinkedHashMap<>(byName);
        more.put(recipe.name(), recipe);
        return new Recipes(more);
    }

    /**
     * A recipe by name.
     *
     * @throws AssayException {@link ErrorCode#UNKNOWN_RECIPE}, naming the known ones
     */
    public Recipe named(String name) {
        Recipe recipe = byName.get(name);
        if (recipe == null) {
            throw new AssayException(
                    ErrorCode.UNKNOWN_RECIPE,
                    "field 'recipe': '" + name + "' is not known; allowed: " + String.join(", ", byName.keySet()));
        }
        return recipe;
    }

    /** All recipes, those that ship first. */
    public Collection<Recipe> all() {
        return byName.values();
    }

    /**
     * Reads what a person gave as a recipe: a known name, or else the path of a file.
     *
     * @throws AssayException {@link ErrorCode#UNKNOWN_RECIPE} or {@link ErrorCode#INVALID_RECIPE}
     */
    public Recipe nameOrFile(String nameOrFile) {
        Recipe known = byName.get(nameOrFile);
        if (known != null) {
            return known;
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new AssayException(
                    ErrorCode.UNKNOWN_RECIPE,
                    "recipe '" + nameOrFile + "' is neither a file nor known; known: "
                            + String.join(", ", byName.keySet()));
        }
        return readFile(file);
    }

    /**
     * Reads a recipe file.
     *
     * @throws AssayException {@link ErrorCode#INVALID_RECIPE}
     */
    public static Recipe readFile(Path file) {
        try {
            return RecipeReader.read(file.getFileName().toString(), Files.readString(file));
        } catch (MalformedInputException e) {
            throw new AssayException(ErrorCode.INVALID_RECIPE, "recipe " + file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new AssayException(
                    ErrorCode.INVALID_RECIPE, "recipe " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String resource(String path) {
        try (InputStream in = Recipes.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + path + " cannot be read", e);
        }
    }
}
