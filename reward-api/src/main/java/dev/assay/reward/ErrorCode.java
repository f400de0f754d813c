package dev.assay.reward;

/**
 * What went wrong on the way of a request. Each code is mapped once to a gRPC status, an HTTP status, an exit code and
 * a dead-letter header.
 */
public enum ErrorCode {
    /** The bytes are no rollout at all: not JSON, not protobuf, not UTF-8. */
    UNREADABLE(false),
    /** A field is missing, has the wrong type or a value that is not allowed. */
    INVALID_FIELD(false),
    /** The task is not mapped by the recipe. */
    UNKNOWN_TASK(false),
    /** No recipe of that name is known here. */
    UNKNOWN_RECIPE(false),
    /** A recipe cannot be used. */
    INVALID_RECIPE(false),
    /** A message is larger than every hop accepts. */
    TOO_LARGE(false),
    /** More work is waiting than is accepted; try again later. */
    OVERLOADED(true),
    /** Something that is needed cannot be reached; try again later. */
    UNAVAILABLE(true),
    /** The caller's time ran out. */
    DEADLINE(true),
    /** A flag, file or environment that cannot be used. */
    CONFIGURATION(false),
    /** Our own fault. */
    INTERNAL(false);

    private final boolean transientTrouble;

    ErrorCode(boolean transientTrouble) {
        this.transientTrouble = transientTrouble;
    }

    /** Whether the same request can succeed later. */
    public boolean isTransient() {
        return transientTrouble;
    }
}
