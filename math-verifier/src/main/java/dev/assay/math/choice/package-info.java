/**
 * Judges the answer to a multiple choice: by letter in any spelling, by the text or the value of the option, with
 * several letters, and with options that are ruled out.
 */
@NullMarked
package dev.assay.math.choice;

import org.jspecify.annotations.NullMarked;
