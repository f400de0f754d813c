package dev.assay.code.reward;

import dev.assay.reward.ReasonCode;

/** What a completion holds. */
public sealed interface Extraction {
    /** The text of a program or patch. */
    record Found(String code) implements Extraction {}

    /** There is none, and why. */
    record Missing(ReasonCode reason, String detail) implements Extraction {}
}
