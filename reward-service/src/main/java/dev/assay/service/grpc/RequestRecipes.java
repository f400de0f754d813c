package dev.assay.service.grpc;

import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.scoring.Scoring;
import dev.assay.v1.ScoreRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The recipe of a request. What comes inline comes with every request again, so the last ones are kept as read. */
final class RequestRecipes {
    private static final int KEPT = 128;
    /** Longer ones are read each time, so that what is kept stays small. */
    private static final int KEPT_LENGTH = 64 << 10;

    private final Scoring scoring;
    private final Recipe otherwise;
    private final Map<String, Recipe> inline = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recipe> eldest) {
            return size() > KEPT;
        }
    };

    RequestRecipes(Scoring scoring, Recipe otherwise) {
        this.scoring = scoring;
        this.otherwise = otherwise;
    }

    /**
     * The recipe of the rollouts that name none.
     *
     * @throws AssayException UNKNOWN_RECIPE or INVALID_RECIPE
     */
    Recipe of(ScoreRequest request) {
        Recipe recipe = switch (request.getRecipeCase()) {
            case RECIPE_NAME -> scoring.recipes().named(request.getRecipeName());
            case RECIPE_FILE -> inline(request.getRecipeFile());
            case RECIPE_NOT_SET -> otherwise;
        };
        scoring.check(recipe);
        return recipe;
    }

    private Recipe inline(dev.assay.v1.Recipe file) {
        String yaml = file.getYaml();
        Optional<Recipe> known;
        synchronized (inline) {
            known = Optional.ofNullable(inline.get(yaml));
        }
        if (known.isPresent()) {
            return known.get();
        }
        Recipe recipe = RecipeReader.read(file.getName().isEmpty() ? "of the request" : file.getName(), yaml);
        if (!recipe.functions().isEmpty()) {
            // Otherwise whoever may ask for rewards could make this process call any address that it can reach.
            throw new AssayException(
                    ErrorCode.INVALID_RECIPE,
                    "recipe " + recipe.name() + ": functions: only recipes that the server was started with may name"
                            + " functions by URL; start it with --recipes FILE and send the name");
        }
        if (yaml.length() <= KEPT_LENGTH) {
            synchronized (inline) {
                inline.put(yaml, recipe);
            }
        }
        return recipe;
    }
}
