package dev.assay.decoder.checkpoint;

import java.lang.foreign.MemorySegment;

/**
 * A tensor in a file.
 *
 * @param shape name and sizes
 * @param type its number format
 * @param bytes its part of the mapped file
 */
record StoredTensor(TensorShape shape, TensorType type, MemorySegment bytes) implements WeightSource {
    @Override
    public void read(long from, float[] into, int count) {
        type.read(bytes, from, into, count);
    }

    /** The same numbers under another name. */
    StoredTensor named(String name) {
        return new StoredTensor(new TensorShape(name, shape.shape()), type, bytes);
    }
}
