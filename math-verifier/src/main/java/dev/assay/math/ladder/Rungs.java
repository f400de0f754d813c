package dev.assay.math.ladder;

import dev.assay.reward.ReasonCode;

/** How the findings on parts make the finding on the whole. */
public final class Rungs {
    private Rungs() {}

    /** Whether a finding says that the answer counts. */
    public static boolean isEqual(ReasonCode finding) {
        return finding.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0;
    }

    /** Of parts that must all be equal: the first certain difference, else what is open, else the latest rung. */
    public static ReasonCode all(ReasonCode first, ReasonCode second) {
        if (isEqual(first) && isEqual(second)) {
            return first.compareTo(second) >= 0 ? first : second;
        }
        if (isEqual(first)) {
            return second;
        }
        if (isEqual(second)) {
            return first;
        }
        return first == ReasonCode.UNDECIDED ? second : first;
    }
}
