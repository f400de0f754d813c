package dev.assay.decoder.checkpoint;

import java.util.List;

/**
 * A named tensor and its size.
 *
 * @param name as in the checkpoint
 * @param shape sizes, outermost first; one or two of them in the supported architectures
 */
public record TensorShape(String name, List<Long> shape) {
    public TensorShape {
        shape = List.copyOf(shape);
    }

    /** A vector. */
    static TensorShape of(String name, long size) {
        return new TensorShape(name, List.of(size));
    }

    /** A matrix, output size first as in PyTorch's Linear. */
    static TensorShape of(String name, long rows, long columns) {
        return new TensorShape(name, List.of(rows, columns));
    }

    /** The number of elements. */
    public long size() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }
}
