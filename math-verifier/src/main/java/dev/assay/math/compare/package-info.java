/**
 * Decides whether two trees mean the same: exact value, structural normal form, certified numeric evaluation, computer
 * algebra. Each rung either is certain or passes on to the next; none decides exact values by tolerance.
 */
@NullMarked
package dev.assay.math.compare;

import org.jspecify.annotations.NullMarked;
