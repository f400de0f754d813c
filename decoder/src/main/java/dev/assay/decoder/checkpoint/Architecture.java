package dev.assay.decoder.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * A decoder-only transformer with rotary positions, grouped-query attention, RMS norms and a gated SiLU feed-forward:
 * everything in which the supported families differ.
 *
 * @param family whose names and conventions hold
 * @param vocabulary the number of token ids
 * @param hidden the width of the residual stream
 * @param intermediate the width of the feed-forward
 * @param layers how many blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param headDimension the width of a head; even
 * @param normEpsilon of the RMS norms
 * @param ropeTheta the base of the rotary frequencies
 * @param ropeScaling how they are scaled
 * @param queryKeyValueBias whether the three projections have biases
 * @param outputBias whether the projection behind attention has one
 * @param feedForwardBias whether the feed-forward has them
 * @param queryKeyNorm whether queries and keys are normed head by head
 * @param contextLength the longest sequence the model was made for, in tokens
 * @param head what stands on top
 */
public record Architecture(
        Family family,
        int vocabulary,
        int hidden,
        int intermediate,
        int layers,
        int heads,
        int keyValueHeads,
        int headDimension,
        double normEpsilon,
        double ropeTheta,
        RopeScaling ropeScaling,
        boolean queryKeyValueBias,
        boolean outputBias,
        boolean feedForwardBias,
        boolean queryKeyNorm,
        int contextLength,
        Head head) {

    /** The name of the embedding. */
    public static final String EMBEDDING = "model.embed_tokens.weight";
    /** The name of the last norm. */
    public static final String FINAL_NORM = "model.norm.weight";

    /** The name of the head's weights; the embedding's where they are tied. */
    public String headName() {
        return switch (head) {
            case Head.LanguageModel model -> model.tied() ? EMBEDDING : "lm_head.weight";
            case Head.Classification _ -> "score.weight";
        };
    }

    /** All tensors of a checkpoint: embedding, last norm, head where it is not tied, then the layers in order. */
    public List<TensorShape> tensors() {
        List<TensorShape> all = new ArrayList<>();
        all.add(TensorShape.of(EMBEDDING, vocabulary, hidden));
        all.add(TensorShape.of(FINAL_NORM, hidden));
        if (!headName().equals(EMBEDDING)) {
            all.add(TensorShape.of(headName(), head.width(), hidden));
        }
        for (int layer = 0; layer < layers; layer++) {
            String prefix = "model.layers." + layer + ".";
            layerTensors().forEach(tensor -> all.add(new TensorShape(prefix + tensor.name(), tensor.shape())));
        }
        return all;
    }

    /** The tensors of one layer, named as behind {@code model.layers.N.}. */
    public List<TensorShape> layerTensors() {
        long queries = (long) heads * headDimension;
        long keys = (long) keyValueHeads * headDimension;
        List<TensorShape> layer = new ArrayList<>();
        layer.add(TensorShape.of("input_layernorm.weight", hidden));
        layer.add(TensorShape.of("self_attn.q_proj.weight", queries, hidden));
        layer.add(TensorShape.of("self_attn.k_proj.weight", keys, hidden));
        layer.add(TensorShape.of("self_attn.v_proj.weight", keys, hidden));
        layer.add(TensorShape.of("self_attn.o_proj.weight", hidden, queries));
        if (queryKeyValueBias) {
            layer.add(TensorShape.of("self_attn.q_proj.bias", queries));
            layer.add(TensorShape.of("self_attn.k_proj.bias", keys));
            layer.add(TensorShape.of("self_attn.v_proj.bias", keys));
        }
        if (outputBias) {
            layer.add(TensorShape.of("self_attn.o_proj.bias", hidden));
        }
        if (queryKeyNorm) {
            layer.add(TensorShape.of("self_attn.q_norm.weight", headDimension));
            layer.add(TensorShape.of("self_attn.k_norm.weight", headDimension));
        }
        layer.add(TensorShape.of("post_attention_layernorm.weight", hidden));
        layer.add(TensorShape.of("mlp.gate_proj.weight", intermediate, hidden));
        layer.add(TensorShape.of("mlp.up_proj.weight", intermediate, hidden));
        layer.add(TensorShape.of("mlp.down_proj.weight", hidden, intermediate));
        if (feedForwardBias) {
            layer.add(TensorShape.of("mlp.gate_proj.bias", intermediate));
            layer.add(TensorShape.of("mlp.up_proj.bias", intermediate));
            layer.add(TensorShape.of("mlp.down_proj.bias", hidden));
        }
        return layer;
    }

    /** The number of weights. */
    public long parameters() {
        return tensors().stream().mapToLong(TensorShape::size).sum();
    }
}
