package dev.assay.code.judge;

import dev.assay.code.verdict.Finding;

/** A submission made ready, or what came of it instead. */
sealed interface Opening {
    record Open(Mode mode) implements Opening {}

    record Over(Finding finding) implements Opening {}
}
