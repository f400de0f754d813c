/**
 * What a tree says beside its letter: second readings beside another side, names that label a value, double signs, what
 * is inside of lists. Nothing here computes or compares.
 */
@NullMarked
package dev.assay.math.reading;

import org.jspecify.annotations.NullMarked;
