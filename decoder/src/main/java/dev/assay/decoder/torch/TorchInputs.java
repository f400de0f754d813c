package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.decoder.model.TokenBatch;
import java.util.List;

/**
 * What every layer needs of a batch.
 *
 * @param ids {@code [rows, width]}
 * @param cosines {@code [rows, 1, width, head dimension / 2]}
 * @param sines of the same shape
 * @param mask {@code [rows, 1, width, width]}, or without elements for plain causal attention
 */
record TorchInputs(NDArray ids, NDArray cosines, NDArray sines, NDArray mask) {
    /** Copies a batch whose ids are known to be in the vocabulary. */
    static TorchInputs of(TorchModule module, NDManager scope, NDArray frequencies, TokenBatch batch) {
        int width = batch.width();
        long[] ids = new long[batch.rows() * width];
        long[] positions = new long[ids.length];
        long[] segments = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = batch.id(i / width, i % width);
            positions[i] = batch.position(i / width, i % width);
            segments[i] = batch.segment(i / width, i % width);
        }
        Shape shape = new Shape(batch.rows(), width);
        NDList angles = angles(module, scope.create(positions, shape), frequencies);
        NDArray mask = batch.startsOnly()
                ? scope.create(new Shape(0))
                : module.callForOne(TorchModule.Purpose.WRITE, "mask", scope.create(segments, shape));
        return new TorchInputs(scope.create(ids, shape), angles.get(0), angles.get(1), mask);
    }

    static NDList angles(TorchModule module, NDArray positions, NDArray frequencies) {
        return module.call(TorchModule.Purpose.WRITE, "angles", List.of(positions, frequencies));
    }
}
