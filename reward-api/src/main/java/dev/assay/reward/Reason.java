package dev.assay.reward;

/**
 * Why an outcome is what it is: a code of the closed list {@link ReasonCode}, or the word that a user's own reward
 * function gave.
 */
public sealed interface Reason permits ReasonCode, UserReason {
    /** The code as it is written in JSON, metrics and logs. */
    String name();

    /**
     * Reads a code back.
     *
     * @return the {@link ReasonCode} of that name, or a {@link UserReason} where there is none
     */
    static Reason of(String name) {
        ReasonCode known = ReasonCode.BY_NAME.get(name);
        return known == null ? new UserReason(name) : known;
    }
}
