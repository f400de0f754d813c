package dev.assay.math.puzzle;

import dev.assay.reward.ReasonCode;

/** A puzzle whose reference was read. Immutable. */
public interface Puzzle {
    /** What an answer must fulfil, as one sentence. */
    String checks();

    /** In which form the answer is taken out of the completion. */
    Form form();

    /** Judges an answer of at most {@link Puzzles#MAX_LENGTH} characters, in time linear or nearly linear in it. */
    Finding judge(String answer);

    /** In which form the answer is taken out of the completion. */
    enum Form {
        /** One value: boxed, announced, or the last formula. */
        VALUE,
        /** A short text: boxed, announced, or the whole part. */
        TEXT,
        /** A table, a grid or JSON: the last fenced block, a box, or the whole part. */
        BLOCK
    }

    /**
     * How an answer did.
     *
     * @param reason {@code PUZZLE_SOLVED}, {@code PUZZLE_UNSOLVED}, {@code PARTLY_EQUAL}, {@code UNPARSEABLE} or
     *     {@code TOO_COSTLY}
     * @param value from 0 to 1
     * @param evidence which condition is broken, in one line
     */
    record Finding(ReasonCode reason, double value, String evidence) {
        static Finding solved(String evidence) {
            return new Finding(ReasonCode.PUZZLE_SOLVED, 1, evidence);
        }

        static Finding broken(String evidence) {
            return new Finding(ReasonCode.PUZZLE_UNSOLVED, 0, evidence);
        }

        static Finding unreadable(String evidence) {
            return new Finding(ReasonCode.UNPARSEABLE, 0, evidence);
        }
    }
}
