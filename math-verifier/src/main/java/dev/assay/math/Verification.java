package dev.assay.math;

import dev.assay.reward.ReasonCode;
import java.util.List;

/**
 * The verdict on one answer, with everything that led to it.
 *
 * @param reason the rung that decided, or why there was no comparison
 * @param evidence one short line, the same for the same input
 * @param trace what was done, a step a line: what was extracted and from where, how both sides were read, which rung
 *     decided
 */
public record Verification(ReasonCode reason, String evidence, List<String> trace) {
    public Verification {
        trace = List.copyOf(trace);
    }

    /** Whether the answer counts. */
    public boolean accepted() {
        return reason.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0;
    }

    /** Whether there is a value at all: not where the reference is missing, unreadable or too costly. */
    public boolean scorable() {
        return switch (reason) {
            case NO_REFERENCE, REFERENCE_UNREADABLE, REFERENCE_TOO_COSTLY -> false;
            default -> true;
        };
    }
}
