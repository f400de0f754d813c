package dev.assay.recipe;

/** How a component's value is set against the other rollouts of the group, or against the answer being right. */
public enum Shape {
    /** Not at all. */
    NONE,
    /** Minus the mean of the group. */
    CENTER,
    /** Minus the mean of the group, over its sample standard deviation plus 1e-6; 0 in a group of one. */
    STANDARDIZE,
    /**
     * Kimi k1.5's length reward: the raw value is a length, λ = 0.5 − (length − shortest) / (longest − shortest) within
     * the group, λ for a right answer (accuracy of 1), min(0, λ) for a wrong one, 0 where all lengths are equal (Kimi
     * k1.5, arXiv 2501.12599, section 2.3.3).
     */
    KIMI_LENGTH,
    /**
     * The cosine reward of arXiv 2502.03373, section 4.1, as open-r1 has it: the raw value is c = ½ (1 + cos(π · length
     * / max)), the mode {@code cosine} of {@code length}. A right answer (accuracy of 1) gets 0.5 + 0.5 c, a wrong one
     * −0.5 − 0.5 c: wrong answers are punished less where they tried longer. The ends are the settings
     * {@code right-long} (0.5), {@code right-short} (1), {@code wrong-long} (−0.5) and {@code wrong-short} (−1). Not
     * relative to the group.
     */
    COSINE;

    /** Whether the value of a rollout depends on the other rollouts of its group. */
    public boolean isGroupRelative() {
        return switch (this) {
            case NONE, COSINE -> false;
            case CENTER, STANDARDIZE, KIMI_LENGTH -> true;
        };
    }
}
