package dev.assay.reward;

/**
 * A reason that a user's own reward function gave; it is passed on as it came, cut to {@value #LIMIT} characters and to
 * one line.
 */
public record UserReason(String name) implements Reason {
    /** The most characters that a reason may have. */
    public static final int LIMIT = 64;

    public UserReason {
        name = Evidence.line(name, LIMIT);
    }
}
