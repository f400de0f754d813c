/** What length and repetition are worth, by the formulas of their sources. */
@NullMarked
package dev.assay.shaping;

import org.jspecify.annotations.NullMarked;
