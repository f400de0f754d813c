/**
 * Certified numbers: a ball holds a value for certain, and every operation rounds outwards, so that two balls that do
 * not touch are two different values. Nothing here decides by tolerance or by the agreement of two precisions.
 */
@NullMarked
package dev.assay.math.ball;

import org.jspecify.annotations.NullMarked;
