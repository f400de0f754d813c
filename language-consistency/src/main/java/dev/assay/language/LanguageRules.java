package dev.assay.language;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Settings;
import java.util.Optional;

/**
 * How the share of a language becomes a reward. The settings of a recipe have the same names.
 *
 * @param target the target language; where it is absent, the rollout's, and where that is absent too, the language that
 *     most words of the prompt have
 * @param mode how the ratio becomes a value
 * @param threshold what {@link Mode#THRESHOLD} and {@link Mode#GATE} ask for, from 0 to 1
 * @param part which part of a completion with {@code <think>} is judged
 */
public record LanguageRules(Optional<String> target, Mode mode, double threshold, Part part) {
    private static final double DEFAULT_THRESHOLD = 0.9;

    /** How the ratio becomes a value. */
    public enum Mode {
        /** The ratio itself (DeepSeek-R1, arXiv 2501.12948, section 2.3.2). */
        LINEAR,
        /** The ratio where it reaches the threshold, else 0. */
        THRESHOLD,
        /** 1 where the ratio reaches the threshold, else 0; for recipes in which the language is the gate. */
        GATE
    }

    /** What is judged; a completion without thinking tags is judged whole. */
    public enum Part {
        /** What stands between {@code <think>} and {@code </think>}. */
        THINKING,
        /** What stands behind {@code </think>}. */
        ANSWER,
        /** All of it. */
        WHOLE
    }

    /**
     * Reads the settings of a recipe.
     *
     * @throws AssayException with {@link ErrorCode#INVALID_RECIPE} naming the setting and what is allowed
     */
    public static LanguageRules of(Settings settings) {
        settings.allowOnly("target", "mode", "threshold", "part");
        Optional<String> target = settings.text("target")
                .map(tag -> LanguageChecker.code(tag)
                        .orElseThrow(() -> new AssayException(
                                ErrorCode.INVALID_RECIPE,
                                "setting 'target' must be one of " + String.join(", ", LanguageChecker.languages())
                                        + ", not " + tag)));
        return new LanguageRules(
                target,
                settings.choice("mode", Mode.LINEAR),
                settings.number("threshold", DEFAULT_THRESHOLD, 0, 1),
                settings.choice("part", Part.THINKING));
    }

    /** The value of a ratio, from 0 to 1. */
    public double value(double ratio) {
        return switch (mode) {
            case LINEAR -> ratio;
            case THRESHOLD -> ratio >= threshold ? ratio : 0;
            case GATE -> ratio >= threshold ? 1 : 0;
        };
    }
}
