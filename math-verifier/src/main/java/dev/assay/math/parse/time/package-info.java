/** Reads days of the calendar and times of the day, which are neither differences nor ratios. */
@NullMarked
package dev.assay.math.parse.time;

import org.jspecify.annotations.NullMarked;
