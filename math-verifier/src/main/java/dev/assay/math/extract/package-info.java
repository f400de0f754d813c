/**
 * Finds the final answer in a completion of any size, in linear time with bounded look-back and without regular
 * expressions, and says from where each answer was taken.
 */
@NullMarked
package dev.assay.math.extract;

import org.jspecify.annotations.NullMarked;
