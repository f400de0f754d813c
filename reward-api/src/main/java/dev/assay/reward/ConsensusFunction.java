package dev.assay.reward;

import dev.assay.rollout.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sorts the answers of a group into classes that mean the same. Found through {@link java.util.ServiceLoader};
 * thread-safe, and bounded in time and memory whatever the completions are.
 */
public interface ConsensusFunction {
    /**
     * The classes of a group.
     *
     * @param rollouts of one group, at least one; the first reference among them is that of all
     * @param profile the comparison profile, before that of the reference
     * @param ks for which pass@k and cons@k are asked, each from 1 to the number of rollouts
     * @throws AssayException {@link ErrorCode#INVALID_FIELD} where the profile is unknown, a k does not fit, or the
     *     reference cannot be used
     */
    Groups classify(List<Rollout> rollouts, Optional<String> profile, List<Integer> ks);

    /**
     * The answers of a group.
     *
     * @param classes the largest first
     * @param without rollouts without an answer, counted from 0
     * @param tied whether two classes are as large as the largest
     * @param passAt pass@k by k; empty without a reference
     * @param consAt by k whether the majority of the first k is right; empty without a reference
     */
    record Groups(
            List<Answers> classes,
            List<Integer> without,
            boolean tied,
            Map<Integer, Double> passAt,
            Map<Integer, Boolean> consAt) {}

    /**
     * Answers that mean the same.
     *
     * @param key what they have in common
     * @param answer how the first of them is written
     * @param members which rollouts, counted from 0
     * @param right whether the first of them is right; empty without a reference
     */
    record Answers(String key, String answer, List<Integer> members, Optional<Boolean> right) {}
}
