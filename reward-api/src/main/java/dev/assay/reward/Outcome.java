package dev.assay.reward;

import java.util.OptionalDouble;

/**
 * How the judgement of one reward function on one rollout ended. What the model did, or did too expensively, is always
 * {@link Scored}; the others say that there is no value, and are never turned into 0.
 */
public sealed interface Outcome {
    /** Why the outcome is what it is. */
    Reason reason();

    /** One line for people, at most {@link Evidence#LIMIT} characters, possibly empty. */
    String evidence();

    /** The value, present only where the outcome is {@link Scored}. */
    default OptionalDouble value() {
        return OptionalDouble.empty();
    }

    /** The name in JSON, metrics and logs: SCORED, NOT_APPLICABLE, UNSCORABLE, TIMEOUT or FAILED. */
    default String label() {
        return switch (this) {
            case Scored _ -> "SCORED";
            case NotApplicable _ -> "NOT_APPLICABLE";
            case Unscorable _ -> "UNSCORABLE";
            case Timeout _ -> "TIMEOUT";
            case Failed _ -> "FAILED";
        };
    }

    /**
     * The function has judged the rollout.
     *
     * @param score a finite number; its range is the function's
     */
    record Scored(double score, Reason reason, String evidence) implements Outcome {
        public Scored {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("a score must be finite, not " + score);
            }
            score = score == 0 ? 0.0 : score; // no negative zero, so that equal rewards are equal bytes
            evidence = Evidence.line(evidence);
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(score);
        }
    }

    /** The function has nothing to say about this rollout; the component leaves the sum. */
    record NotApplicable(Reason reason, String evidence) implements Outcome {
        public NotApplicable {
            evidence = Evidence.line(evidence);
        }
    }

    /** The reference cannot be read or afforded, so nobody could score this rollout. */
    record Unscorable(Reason reason, String evidence) implements Outcome {
        public Unscorable {
            evidence = Evidence.line(evidence);
        }
    }

    /** Our clock ran out. */
    record Timeout(Reason reason, String evidence) implements Outcome {
        public Timeout {
            evidence = Evidence.line(evidence);
        }
    }

    /** Our fault: the function threw, is not there, or cannot be reached. */
    record Failed(Reason reason, String evidence) implements Outcome {
        public Failed {
            evidence = Evidence.line(evidence);
        }
    }

    /** A {@link Scored} outcome. */
    static Outcome scored(double value, Reason reason, String evidence) {
        return new Scored(value, reason, evidence);
    }

    /** A {@link NotApplicable} outcome. */
    static Outcome notApplicable(Reason reason, String evidence) {
        return new NotApplicable(reason, evidence);
    }

    /** An {@link Unscorable} outcome. */
    static Outcome unscorable(Reason reason, String evidence) {
        return new Unscorable(reason, evidence);
    }

    /** A {@link Timeout} outcome. */
    static Outcome timeout(Reason reason, String evidence) {
        return new Timeout(reason, evidence);
    }

    /** A {@link Failed} outcome. */
    static Outcome failed(Reason reason, String evidence) {
        return new Failed(reason, evidence);
    }
}
