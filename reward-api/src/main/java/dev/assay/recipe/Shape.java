package dev.assay.recipe;

/** How a component's value is set against the same component of the other rollouts of the group. */
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
    KIMI_LENGTH
}
