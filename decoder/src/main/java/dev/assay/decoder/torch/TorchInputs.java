package dev.assay.decoder.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.decoder.model.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What every layer needs of a batch. Where each row is one sequence from its first column on, the batch goes in as it
 * is and causal attention serves. Any other batch goes in as one row of its real tokens, sequence behind sequence, and
 * attention takes them one by one: neither padding nor what lies between sequences costs anything.
 *
 * @param ids {@code [rows, width]} or {@code [1, tokens]}
 * @param cosines {@code [rows, 1, width, head dimension / 2]}
 * @param sines of the same shape
 * @param runs the length of each sequence in one row, or without elements; on the processor, where it is read
 * @param places where each cell of the batch is among the real tokens; empty where it stays in its place
 */
record TorchInputs(NDArray ids, NDArray cosines, NDArray sines, NDArray runs, int[] places) {
    /** Copies a batch whose ids are known to be in the vocabulary. */
    static TorchInputs of(TorchModule module, NDManager scope, NDArray frequencies, TokenBatch batch) {
        int cells = batch.rows() * batch.width();
        long[] ids = new long[cells];
        long[] positions = new long[cells];
        LongStream.Builder runs = LongStream.builder();
        int[] places = new int[batch.startsOnly() ? 0 : cells];
        int count = 0;
        int begin = 0;
        for (int i = 0; i < cells; i++) {
            int row = i / batch.width();
            int column = i % batch.width();
            boolean real = batch.segment(row, column) != TokenBatch.PADDING;
            if (!batch.startsOnly() && !real) {
                continue;
            }
            ids[count] = batch.id(row, column);
            positions[count] = batch.position(row, column);
            count++;
            if (!batch.startsOnly()) {
                places[i] = count - 1;
                if (batch.isLast(row, column)) {
                    runs.add(count - begin);
                    begin = count;
                }
            }
        }
        Shape shape = batch.startsOnly() ? new Shape(batch.rows(), batch.width()) : new Shape(1, count);
        NDList angles = angles(module, scope.create(Arrays.copyOf(positions, count), shape), frequencies);
        return new TorchInputs(
                scope.create(Arrays.copyOf(ids, count), shape),
                angles.get(0),
                angles.get(1),
                onProcessor(scope, runs.build().toArray()),
                places);
    }

    private static NDArray onProcessor(NDManager scope, long[] numbers) {
        return scope.newSubManager(Device.cpu()).create(numbers);
    }

    /** Where cells, given as row times width plus column, are in the hidden states. */
    NDArray rows(NDManager scope, long[] cells) {
        return scope.create(
                places.length == 0
                        ? cells
                        : Arrays.stream(cells)
                                .map(cell -> places[Math.toIntExact(cell)])
                                .toArray());
    }

    static NDList angles(TorchModule module, NDArray positions, NDArray frequencies) {
        return module.call(TorchModule.Purpose.WRITE, "angles", List.of(positions, frequencies));
    }
}
