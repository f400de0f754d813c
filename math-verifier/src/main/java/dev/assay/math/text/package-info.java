/** Compares short texts: exact match and the F1 of their words, as question answering measures them. */
@NullMarked
package dev.assay.math.text;

import org.jspecify.annotations.NullMarked;
