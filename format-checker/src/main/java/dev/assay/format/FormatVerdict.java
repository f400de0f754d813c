package dev.assay.format;

import dev.assay.reward.ReasonCode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the checker found. Offsets are in UTF-16 units from the start of the completion.
 *
 * @param reason {@code WELL_FORMED}, or the first broken rule in the order that {@link FormatChecker} documents
 * @param evidence one line that names the tag and the places; empty where the completion is well formed
 * @param offset where the rule is broken; absent where something is missing, or nothing is broken
 * @param graded the share of the template's tags that stand exactly once and in order, in steps of one over the number
 *     of tags (0.25 for two tag pairs); 1 only where the completion is well formed
 * @param thinking the inside of the first section, where all tags are in place
 * @param answer the inside of the answer or the summary, where all tags are in place
 */
public record FormatVerdict(
        ReasonCode reason,
        String evidence,
        OptionalInt offset,
        double graded,
        Optional<Span> thinking,
        Optional<Span> answer) {

    /** Whether no rule is broken. */
    public boolean wellFormed() {
        return reason == ReasonCode.WELL_FORMED;
    }

    /** The reward in this mode, from 0 to 1. */
    public double value(FormatRules.Mode mode) {
        return switch (mode) {
            case STRICT, GATE -> wellFormed() ? 1 : 0;
            case GRADED -> graded;
        };
    }

    /** A part {@code [start, end)} of the completion. */
    public record Span(int start, int end) {
        /** The text of this part. */
        public String of(String completion) {
            return completion.substring(start, end);
        }
    }
}
