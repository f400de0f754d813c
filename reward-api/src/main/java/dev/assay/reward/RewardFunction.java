package dev.assay.reward;

import java.util.Map;

/**
 * Judges one aspect of a rollout. Implementations are found through {@link java.util.ServiceLoader} (public, with a
 * public constructor without parameters), are reached over gRPC, or answer at a URL; callers see no difference.
 *
 * <p>Implementations are thread-safe, keep no state between calls, and bound their time and memory whatever the input:
 * they count steps and return an outcome instead of watching the clock.
 */
public interface RewardFunction {
    /** The component that the function produces, such as {@code accuracy}. */
    String component();

    /** Whether the function owns its component for rollouts of this task; it is never called for others. */
    boolean owns(String task);

    /** Name and version, as {@code math-verifier/0.1.0}. */
    String grader();

    /**
     * Makes the scorer for the settings that a recipe gives to this component. Called once for a recipe, not for each
     * rollout.
     *
     * @throws AssayException with {@link ErrorCode#INVALID_RECIPE} where a setting is unknown or out of range; the
     *     message names the setting and the allowed values
     */
    Scorer configure(Settings settings);

    /** How the host should call the function. */
    default Execution execution() {
        return Execution.INLINE;
    }

    /** What the function promises, for {@code /health} and {@code doctor}: short names with short values. */
    default Map<String, String> guarantees() {
        return Map.of();
    }
}
