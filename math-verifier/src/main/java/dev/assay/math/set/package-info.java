/**
 * Sets of real numbers as unions of intervals and points in one normal form, whatever they were written as: intervals,
 * lists in braces, inequalities, set builders, unions, intersections, differences, complements.
 */
@NullMarked
package dev.assay.math.set;

import org.jspecify.annotations.NullMarked;
