package dev.assay.math.ladder;

import dev.assay.math.parse.Expr;
import dev.assay.reward.Deadline;
import dev.assay.reward.ReasonCode;
import java.io.Serial;

/**
 * The last rung: computer algebra. It is asked only where every rung before could not decide, and only what
 * {@link Price} lets through.
 */
@FunctionalInterface
public interface Cas {
    /** No computer algebra: what reaches the last rung stays undecided. */
    Cas NONE = (reference, answer) -> Finding.UNKNOWN;

    /** What computer algebra found out. */
    enum Finding {
        /** The difference is zero. */
        EQUAL,
        /** The difference is zero where every variable is positive. */
        EQUAL_IF_POSITIVE,
        /** Nothing was found. */
        UNKNOWN,
        /** The question costs more than one may. */
        COSTLY
    }

    /**
     * Whether two single values are the same for all values of their variables.
     *
     * @throws Unavailable where nobody is there to ask within the time of the caller, which says nothing on the values
     */
    Finding compare(Expr reference, Expr answer);

    /** The same with a caller that stops waiting at some moment. */
    default Cas within(Deadline deadline) {
        return this;
    }

    /** Computer algebra could not be asked: our own trouble, and no verdict. */
    final class Unavailable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final ReasonCode reason;

        public Unavailable(ReasonCode reason, String what) {
            super(what, null, false, false);
            this.reason = reason;
        }

        /** {@link ReasonCode#DEADLINE} where the time was over, else {@link ReasonCode#THREW}. */
        public ReasonCode reason() {
            return reason;
        }
    }
}
