package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TokenLogProbs;
import dev.assay.decoder.model.TrainingPass;
import dev.assay.decoder.torch.TorchModule.Purpose;
import java.util.List;

/**
 * The head's gradient is computed by itself, a few rows of logits at a time, and joined with the body's autograd
 * through the scalar {@code sum(h * dh) + sum(head * dhead)}, whose derivatives are just those two.
 */
final class TorchTrainingPass implements TrainingPass {
    private final TorchTransformer model;
    private final ScoredTokens chosen;
    private final TorchBodyPass body;
    private final TokenLogProbs values;

    TorchTrainingPass(TorchTransformer model, TokenBatch batch, ScoredTokens chosen, boolean checkpointing) {
        this.model = model;
        this.chosen = chosen;
        this.body = new TorchBodyPass(model, batch, chosen.predecessors(), checkpointing);
        try {
            this.values = model.logProbs(Purpose.WRITE, body.scope(), body.hidden(), chosen);
        } catch (RuntimeException e) {
            body.close();
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
            try (NDManager back = body.scope().newSubManager()) {
                NDList gradients = headGradients(back, back.create(chosen.gather(derivatives)));
                body.back(back, hidden -> couple(hidden, gradients));
            }
            return chosen.count();
        });
    }

    @Override
    public void close() {
        body.close();
    }

    private NDList headGradients(NDManager back, NDArray derivatives) {
        return model.module()
                .call(
                        Purpose.WRITE,
                        "head_gradients",
                        List.of(
                                body.hiddenIn(back),
                                back.create(chosen.targets()),
                                derivatives,
                                model.chunk(back),
                                model.head()));
    }

    private NDArray couple(NDArray hidden, NDList gradients) {
        return model.module()
                .call(Purpose.LEARN, "couple", List.of(hidden, gradients.get(0), gradients.get(1), model.head()))
                .getFirst();
    }
}
