package dev.assay.math;

import dev.assay.reward.ReasonCode;
import java.util.List;

/**
 * The verdict on one answer, with everything that led to it.
 *
 * @param reason the rung that decided, or why there was no comparison
 * @param value what the answer is worth, from 0 to 1
 * @param evidence one short line, the same for the same input
 * @param trace what was done, a step a line: what was extracted and from where, how both sides were read, which rung
 *     decided
 */
public record Verification(ReasonCode reason, double value, String evidence, List<String> trace) {
    public Verification {
        trace = List.copyOf(trace);
    }

    /** A verdict that is all or nothing. */
    public Verification(ReasonCode reason, String evidence, List<String> trace) {
        this(reason, counts(reason) ? 1 : 0, evidence, trace);
    }

    /** Whether the answer counts in full. */
    public boolean accepted() {
        return counts(reason);
    }

    /** Whether there is a value at all: not where the reference is missing, unreadable or too costly. */
    public boolean scorable() {
        return switch (reason) {
            case NO_REFERENCE, REFERENCE_UNREADABLE, REFERENCE_TOO_COSTLY -> false;
            default -> true;
        };
    }

    /** A verdict without a value, because of the reference. */
    static Verification unscorable(ReasonCode reason, String why) {
        return new Verification(reason, why, List.of(why));
    }

    private static boolean counts(ReasonCode reason) {
        return reason.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0;
    }
}
