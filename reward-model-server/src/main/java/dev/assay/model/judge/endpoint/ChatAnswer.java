package dev.assay.model.judge.endpoint;

/** How a request for a completion ended. */
public sealed interface ChatAnswer {
    /**
     * The endpoint has answered.
     *
     * @param content what the model says, without reasoning that the endpoint hands out apart from it
     * @param truncated whether it ended at the token limit
     */
    record Said(String content, boolean truncated) implements ChatAnswer {}

    /** There is no answer. */
    record Unanswered(CallFailure failure) implements ChatAnswer {}
}
