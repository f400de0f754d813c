package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TokenLogProbs;
import dev.assay.decoder.model.TrainingPass;
import dev.assay.decoder.torch.TorchModule.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Below the head PyTorch's autograd works, over the whole body or, with checkpointing, layer by layer from the top. The
 * head's gradient is computed by itself, a few rows of logits at a time, and joined with autograd through the scalar
 * {@code sum(h * dh) + sum(head * dhead)}, whose derivatives are just those two.
 */
final class TorchTrainingPass implements TrainingPass {
    private final TorchTransformer model;
    private final Architecture architecture;
    private final ScoredTokens chosen;
    private final NDManager scope;
    private final TorchInputs inputs;
    private final NDArray rows;
    /** The input of each layer and the output of the last; empty without checkpointing. */
    private final List<NDArray> kept = new ArrayList<>();

    private final NDArray hidden;
    private final TokenLogProbs values;
    private boolean done;

    TorchTrainingPass(TorchTransformer model, TokenBatch batch, ScoredTokens chosen, boolean checkpointing) {
        this.model = model;
        this.architecture = model.architecture();
        this.chosen = chosen;
        this.scope = model.manager().newSubManager();
        try {
            this.inputs = model.inputs(scope, batch);
            this.rows = scope.create(chosen.predecessors());
            this.hidden = checkpointing ? keepInputs() : model.hidden(Purpose.LEARN, inputs, rows);
            this.values = model.logProbs(Purpose.WRITE, scope, hidden, chosen);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public TokenLogProbs values() {
        return values;
    }

    @Override
    public void backward(float[][] derivatives) {
        if (derivatives.length != chosen.batch().rows()) {
            throw new IllegalArgumentException(derivatives.length + " rows of derivatives for "
                    + chosen.batch().rows());
        }
        for (float[] row : derivatives) {
            if (row.length != chosen.batch().width()) {
                throw new IllegalArgumentException(
                        row.length + " derivatives for " + chosen.batch().width() + " tokens");
            }
        }
        model.use(() -> {
            if (done) {
                throw new IllegalStateException("a pass goes back only once");
            }
            done = true;
            try (NDManager back = scope.newSubManager()) {
                back(back, back.create(chosen.gather(derivatives)));
            }
            return done;
        });
    }

    @Override
    public void close() {
        scope.close();
    }

    private void back(NDManager back, NDArray derivatives) {
        NDList gradients = model.module()
                .call(
                        Purpose.WRITE,
                        "head_gradients",
                        List.of(
                                leading(back, hidden),
                                back.create(chosen.targets()),
                                derivatives,
                                model.chunk(back),
                                model.head()));
        if (kept.isEmpty()) {
            couple(back, hidden, gradients);
            return;
        }
        NDArray top = leaf(back, kept.getLast());
        couple(back, select(Purpose.LEARN, top), gradients);
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

    private void couple(NDManager back, NDArray selected, NDList gradients) {
        NDArray scalar = model.module()
                .call(Purpose.LEARN, "couple", List.of(selected, gradients.get(0), gradients.get(1), model.head()))
                .getFirst();
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
                List.of(input, inputs.cosines(), inputs.sines(), inputs.mask()),
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

    /** The hidden states without their history, owned by the scope of the way back. */
    private static NDArray leading(NDManager scope, NDArray hidden) {
        PtNDArray same = JniUtils.detachGradient((PtNDArray) hidden);
        same.attach(scope);
        return same;
    }
}
