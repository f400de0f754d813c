/**
 * The verifier on Math-Verify's own pairs, beside Math-Verify on the same ones, and what hostile answers cost.
 */
@NullMarked
package dev.assay.bench.math;

import org.jspecify.annotations.NullMarked;
