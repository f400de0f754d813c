package dev.assay.model.judge.endpoint;

import dev.assay.reward.Evidence;

/**
 * Why there is no judgement.
 *
 * @param cause what went wrong
 * @param message a line for people; it never has a key in it
 */
public record CallFailure(Cause cause, String message) {
    /** What can go wrong. */
    public enum Cause {
        /** Our clock ran out, or the caller gave up. */
        TIMEOUT,
        /** The endpoint cannot be reached, broke off, or answered with an error of its own, retries included. */
        UNAVAILABLE,
        /** The endpoint wants fewer requests, and waiting did not help or would have taken too long. */
        OVERLOADED,
        /** The endpoint does not accept the request: key, model, size. */
        REFUSED,
        /** The answer is no chat completion, or larger than allowed. */
        INVALID_ANSWER,
        /** The judge spent its tokens before it came to a verdict, also with more of them. */
        TRUNCATED,
        /** The judge's words hold no verdict, also when asked again. */
        NO_VERDICT,
        /** The texts are longer than the judge is given. */
        TOO_LONG
    }

    public CallFailure {
        message = Evidence.line(message);
    }
}
