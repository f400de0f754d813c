/**
 * A reward model by itself: an input becomes tokens or a reason why not, and a batch of token sequences becomes values
 * of the head. Decoders are computed by {@code decoder}, exported graphs of other families by onnxruntime.
 */
@NullMarked
package dev.assay.model.sequence;

import org.jspecify.annotations.NullMarked;
