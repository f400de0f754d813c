package dev.assay.model.sequence;

import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;

/** An input as a model reads it. */
public sealed interface Reading {
    /**
     * The tokens.
     *
     * @param ids at least one, none outside of the vocabulary
     * @param types 0 for the first text and 1 for the second, for models that tell them apart; else empty
     */
    record Sequence(int[] ids, int[] types) implements Reading {
        /** One text. */
        public Sequence(int[] ids) {
            this(ids, new int[0]);
        }
    }

    /**
     * There is nothing that the model can read.
     *
     * @param outcome why
     * @param tokens how many there were, as far as they were counted
     */
    record Refused(Outcome outcome, int tokens) implements Reading {}

    /** The input has no tokens, or no form for this model. */
    static Refused unreadable(String why) {
        return new Refused(Outcome.unscorable(ReasonCode.INPUT_UNREADABLE, why), 0);
    }

    /** The input names a token that the model does not have. */
    static Refused outsideOf(int token, int vocabulary) {
        return unreadable("the token " + token + " is not in the vocabulary of " + vocabulary);
    }

    /** The input has more tokens than the model takes; nothing is ever cut. */
    static Refused tooLong(int tokens, int limit) {
        return new Refused(
                Outcome.unscorable(ReasonCode.INPUT_TOO_LONG, tokens + " tokens; the model takes " + limit), tokens);
    }

    /** The input has so many characters that its tokens are not even counted. */
    static Refused farTooLong(long characters, long limit) {
        return new Refused(
                Outcome.unscorable(
                        ReasonCode.INPUT_TOO_LONG,
                        characters + " characters; more than " + limit + " are not read into tokens"),
                0);
    }
}
