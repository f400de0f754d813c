package dev.assay.math;

/**
 * A reference that was read once, for all the completions of its group. Thread-safe.
 *
 * @see MathVerifier#prepare
 */
@FunctionalInterface
public interface PreparedReference {
    /** Verifies one completion. */
    Verification verify(String completion);
}
