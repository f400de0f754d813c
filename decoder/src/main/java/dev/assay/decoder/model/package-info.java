/**
 * What a transformer can be asked for, without saying which library computes it: a batch of tokens goes in, logits,
 * token log-probabilities, gradients or a growing cache come out. All of it is plain Java values; tensors stay behind
 * {@link dev.assay.decoder.model.Transformer}.
 */
@NullMarked
package dev.assay.decoder.model;

import org.jspecify.annotations.NullMarked;
