package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.torch.TorchModule.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything below the head, forward and with its way back open. PyTorch's autograd goes over the whole body or, with
 * checkpointing, layer by layer from the top.
 */
final class TorchBodyPass implements AutoCloseable {
    private final TorchTransformer model;
    private final Architecture architecture;
    private final NDManager scope;
    private final TorchInputs inputs;
    private final NDArray rows;
    /** The input of each layer and the output of the last; empty without checkpointing. */
    private final List<NDArray> kept = new ArrayList<>();

    private final NDArray hidden;
    private boolean done;

    /** Goes forward; {@code cells} are row times width plus column of each token whose hidden state is wanted. */
    TorchBodyPass(TorchTransformer model, TokenBatch batch, long[] cells, boolean checkpointing) {
        this.model = model;
        this.architecture = model.architecture();
        this.scope = model.manager().newSubManager();
        try {
            this.inputs = model.inputs(scope, batch);
            this.rows = inputs.rows(scope, cells);
            this.hidden = checkpointing ? keepInputs() : model.hidden(Purpose.LEARN, inputs, rows);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /** Lives as long as the pass. */
    NDManager scope() {
        return scope;
    }

    /** The normed hidden states of the wanted tokens, {@code [tokens, hidden]}. */
    NDArray hidden() {
        return hidden;
    }

    /** The hidden states without their history, owned by another scope. */
    NDArray hiddenIn(NDManager other) {
        PtNDArray same = JniUtils.detachGradient((PtNDArray) hidden);
        same.attach(other);
        return same;
    }

    /**
     * Adds the gradients of a scalar to those of the weights.
     *
     * @param back owns what is made on the way
     * @param scalar computes it from the hidden states, remembering how
     */
    void back(NDManager back, UnaryOperator<NDArray> scalar) {
        if (done) {
            throw new IllegalStateException("a pass goes back only once");
        }
        done = true;
        if (kept.isEmpty()) {
            start(back, scalar.apply(hidden));
            return;
        }
        NDArray top = leaf(back, kept.getLast());
        start(back, scalar.apply(select(Purpose.LEARN, top)));
        NDArray flowing = gradientOf(top, back);
        for (int layer = architecture.layers() - 1; layer >= 0; layer--) {
            try (NDManager here = back.newSubManager()) {
                NDArray input = leaf(here, kept.get(layer));
                NDArray output = layer(Purpose.LEARN, input, layer);
                JniUtils.backward((PtNDArray) output, (PtNDArray) flowing, false, false);
                flowing.close();
                flowing = gradientOf(input, back);
            }
        }
        NDArray embedded = embed(Purpose.LEARN);
        JniUtils.backward((PtNDArray) embedded, (PtNDArray) flowing, false, false);
    }

    @Override
    public void close() {
        scope.close();
    }

    private static void start(NDManager back, NDArray scalar) {
        JniUtils.backward((PtNDArray) scalar, (PtNDArray) back.create(1f), false, false);
    }

    private NDArray keepInputs() {
        kept.add(embed(Purpose.WRITE));
        for (int layer = 0; layer < architecture.layers(); layer++) {
            kept.add(layer(Purpose.WRITE, kept.getLast(), layer));
        }
        return select(Purpose.WRITE, kept.getLast());
    }

    private NDArray embed(Purpose purpose) {
        return call(purpose, "embed", List.of(inputs.ids()), model.weights().subList(0, 1));
    }

    private NDArray layer(Purpose purpose, NDArray input, int layer) {
        int size = architecture.layerTensors().size();
        int from = TorchSource.firstLayer(architecture) + layer * size;
        return call(
                purpose,
                "layer",
                List.of(input, inputs.cosines(), inputs.sines(), inputs.runs()),
                model.weights().subList(from, from + size));
    }

    private NDArray select(Purpose purpose, NDArray top) {
        return call(purpose, "select", List.of(top, rows), model.weights().subList(0, 2));
    }

    private NDArray call(Purpose purpose, String method, List<NDArray> arguments, List<NDArray> weights) {
        List<NDArray> all = new ArrayList<>(arguments);
        all.addAll(weights);
        return model.module().call(purpose, method, all).getFirst();
    }

    /** The same numbers as a new beginning, whose gradient can be read. */
    private static NDArray leaf(NDManager scope, NDArray kept) {
        PtNDArray leaf = JniUtils.detachGradient((PtNDArray) kept);
        leaf.attach(scope);
        JniUtils.attachGradient(leaf, true);
        return leaf;
    }

    private static NDArray gradientOf(NDArray leaf, NDManager scope) {
        PtNDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
        gradient.attach(scope);
        return gradient;
    }
}
