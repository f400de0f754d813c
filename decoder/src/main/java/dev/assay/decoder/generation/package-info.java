/**
 * Sampling from a transformer: many requests at once, each with its own settings and its own random numbers, so that
 * what a request yields does not depend on what it shares a batch with, beyond the rounding of the products.
 */
@NullMarked
package dev.assay.decoder.generation;

import org.jspecify.annotations.NullMarked;
