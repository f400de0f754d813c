/** The transformer against the numbers of {@code transformers}, against itself, and against misuse. */
@NullMarked
package dev.assay.decoder.torch;

import org.jspecify.annotations.NullMarked;
