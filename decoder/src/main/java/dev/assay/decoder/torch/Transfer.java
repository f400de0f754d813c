package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.assay.decoder.checkpoint.WeightSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Numbers between Java and PyTorch, in pieces: one buffer serves all tensors, since only collecting garbage frees it.
 */
final class Transfer {
    private static final int PIECE = 1 << 18;

    private final TorchModule module;
    private final NDManager parent;
    private final float[] numbers = new float[PIECE];
    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.nativeOrder());

    Transfer(TorchModule module, NDManager parent) {
        this.module = module;
        this.parent = parent;
    }

    /** Fills a tensor; its own number format may be another. */
    synchronized void store(NDArray tensor, long size, WeightSource source) {
        for (long from = 0; from < size; from += PIECE) {
            int count = (int) Math.min(PIECE, size - from);
            source.read(from, numbers, count);
            bytes.clear();
            bytes.asFloatBuffer().put(numbers, 0, count);
            try (NDManager scope = parent.newSubManager()) {
                NDArray piece = scope.create(bytes.limit(count * Float.BYTES), new Shape(count), DataType.FLOAT32);
                module.call(TorchModule.Purpose.WRITE, "store", List.of(piece, range(scope, from, count), tensor));
            }
        }
    }

    /** Reads elements of a tensor, widened to float. */
    void read(NDArray tensor, long from, float[] into, int count) {
        try (NDManager scope = parent.newSubManager()) {
            NDArray piece = module.callForOne(TorchModule.Purpose.READ, "narrowed", range(scope, from, count), tensor);
            piece.toByteBuffer(true).asFloatBuffer().get(into, 0, count);
        }
    }

    /** Copies a float32 result out. */
    static float[] floats(NDArray result) {
        ByteBuffer bytes = result.toByteBuffer(true);
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    /** The rows of a float32 matrix. */
    static float[][] rows(NDArray result, int rows) {
        float[] flat = floats(result);
        float[][] matrix = new float[rows][flat.length / Math.max(1, rows)];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(flat, i * matrix[i].length, matrix[i], 0, matrix[i].length);
        }
        return matrix;
    }

    private static NDArray range(NDManager scope, long from, long count) {
        return scope.create(new long[] {from, count});
    }
}
