package dev.assay.code.compare;

/** Decides whether an output is the expected one. Never throws on any bytes; time and memory are linear. */
public sealed interface Comparer permits Exact, Lines, Tokens, Presentation, Unordered {
    /** Compares an output with the expected one. */
    Comparison compare(byte[] expected, byte[] actual);
}
