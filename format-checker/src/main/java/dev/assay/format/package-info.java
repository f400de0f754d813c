/** Placeholder until the checker stands. */
@NullMarked
package dev.assay.format;

import org.jspecify.annotations.NullMarked;
