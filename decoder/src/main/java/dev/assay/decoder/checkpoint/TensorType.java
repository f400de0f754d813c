package dev.assay.decoder.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The number formats of weights; all are widened to float when read. */
public enum TensorType {
    /** IEEE single. */
    F32(4, "float32"),
    /** IEEE half. */
    F16(2, "float16"),
    /** The upper half of a single. */
    BF16(2, "bfloat16");

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;
    private final String configName;

    TensorType(int bytes, String configName) {
        this.bytes = bytes;
        this.configName = configName;
    }

    /** The bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** The name in {@code config.json}. */
    public String configName() {
        return configName;
    }

    /** Widens elements {@code from … from + count} of little-endian numbers; exact. */
    void read(MemorySegment segment, long from, float[] into, int count) {
        switch (this) {
            case F32 -> MemorySegment.copy(segment, FLOAT, from * bytes, into, 0, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    into[i] = Float.float16ToFloat(segment.get(SHORT, (from + i) * bytes));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    into[i] = Float.intBitsToFloat(segment.get(SHORT, (from + i) * bytes) << 16);
                }
            }
        }
    }

    /** Narrows to nearest, ties to even, as PyTorch does, and stores little-endian. */
    void write(float[] from, int count, MemorySegment segment) {
        for (int i = 0; i < count; i++) {
            switch (this) {
                case F32 -> segment.set(FLOAT, (long) i * bytes, from[i]);
                case F16 -> segment.set(SHORT, (long) i * bytes, Float.floatToFloat16(from[i]));
                case BF16 -> segment.set(SHORT, (long) i * bytes, bfloat16(from[i]));
            }
        }
    }

    private static short bfloat16(float value) {
        if (Float.isNaN(value)) {
            return 0x7FC0;
        }
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }
}
