/** Drawing tokens, and continuing many prompts at once. */
@NullMarked
package dev.assay.decoder.generation;

import org.jspecify.annotations.NullMarked;
