/**
 * Rewards that a model gives: {@code helpful} and {@code safety} from reward models, and the judge. The packages below
 * read the configuration, score token sequences, serve models with dynamic batching, and play the two roles.
 */
@NullMarked
package dev.assay.model;

import org.jspecify.annotations.NullMarked;
