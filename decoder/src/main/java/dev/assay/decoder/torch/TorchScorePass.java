package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.decoder.model.ScorePass;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.torch.TorchModule.Purpose;
import java.nio.FloatBuffer;

/** A head with a few outputs needs no chunks: autograd goes through the scalar {@code sum(score * derivative)}. */
final class TorchScorePass implements ScorePass {
    private final TorchTransformer model;
    private final TorchBodyPass body;
    private final float[][] values;

    TorchScorePass(TorchTransformer model, TokenBatch batch, long[] cells, boolean checkpointing) {
        this.model = model;
        this.body = new TorchBodyPass(model, batch, cells, checkpointing);
        try (NDManager call = body.scope().newSubManager()) {
            this.values = Transfer.rows(
                    model.module().callForOne(Purpose.WRITE, "scores", body.hiddenIn(call), model.head()),
                    cells.length);
        } catch (RuntimeException e) {
            body.close();
            throw e;
        }
    }

    @Override
    public float[][] values() {
        return values;
    }

    @Override
    public void backward(float[][] derivatives) {
        int width = model.architecture().head().width();
        if (derivatives.length != values.length) {
            throw new IllegalArgumentException(derivatives.length + " rows of derivatives for " + values.length);
        }
        FloatBuffer flat = FloatBuffer.allocate(values.length * width);
        for (float[] row : derivatives) {
            if (row.length != width) {
                throw new IllegalArgumentException(row.length + " derivatives for " + width + " scores");
            }
            flat.put(row);
        }
        model.use(() -> {
            try (NDManager back = body.scope().newSubManager()) {
                NDArray weights = back.create(flat.array(), new Shape(values.length, width));
                body.back(
                        back,
                        hidden -> model.module().callForOne(Purpose.LEARN, "weigh", hidden, weights, model.head()));
            }
            return values.length;
        });
    }

    @Override
    public void close() {
        body.close();
    }
}
