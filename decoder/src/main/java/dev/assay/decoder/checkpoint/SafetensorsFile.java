package dev.assay.decoder.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file, mapped: eight bytes of header length, a JSON header with type, shape and offsets of each tensor,
 * then the numbers (github.com/huggingface/safetensors, format). Everything is checked before a number is read: the
 * tensors fill the file without holes or overlap, as upstream demands.
 */
final class SafetensorsFile {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** Upstream's limit. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private SafetensorsFile() {}

    /**
     * Maps a file.
     *
     * @param arena how long the mapping lives
     * @return its tensors by name, in the order of the header
     */
    static Map<String, StoredTensor> map(Path path, Arena arena) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return tensors(file, path.getFileName().toString());
        } catch (IOException e) {
            throw refused(path + " cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, StoredTensor> tensors(MemorySegment file, String name) throws IOException {
        long length = file.byteSize() < 8 ? -1 : file.get(LENGTH, 0);
        if (length < 2 || length > LONGEST_HEADER || length > file.byteSize() - 8) {
            throw refused(name + ": the header length is " + length + " in a file of " + file.byteSize() + " bytes");
        }
        JsonNode header = JSON.readTree(file.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE));
        if (header == null || !header.isObject()) {
            throw refused(name + ": the header is no JSON object");
        }
        MemorySegment numbers = file.asSlice(8 + length);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<long[]> ranges = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                ConfigFields fields = new ConfigFields(entry.getValue(), name + ": " + entry.getKey());
                tensors.put(entry.getKey(), tensor(entry.getKey(), fields, numbers, ranges));
            }
        }
        checkCover(ranges, numbers.byteSize(), name);
        return tensors;
    }

    private static StoredTensor tensor(String name, ConfigFields fields, MemorySegment numbers, List<long[]> ranges) {
        TensorType type = switch (fields.text("dtype", "")) {
            case "F32" -> TensorType.F32;
            case "F16" -> TensorType.F16;
            case "BF16" -> TensorType.BF16;
            default -> throw fields.refused("dtype", "must be F32, F16 or BF16");
        };
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : fields.raw("shape")) {
            if (!size.canConvertToLong() || !size.isIntegralNumber() || size.longValue() < 0) {
                throw fields.refused("shape", "must be a list of sizes");
            }
            sizes.add(size.longValue());
        }
        JsonNode offsets = fields.raw("data_offsets");
        long from = offsets.path(0).asLong(-1);
        long to = offsets.path(1).asLong(-1);
        if (offsets.size() != 2 || from < 0 || to < from || to > numbers.byteSize()) {
            throw fields.refused("data_offsets", "must be two offsets within " + numbers.byteSize() + " bytes");
        }
        TensorShape shape = new TensorShape(name, sizes);
        if (bytes(shape, type, fields) != to - from) {
            throw fields.refused("data_offsets", "does not span the " + type + " numbers of shape " + sizes);
        }
        ranges.add(new long[] {from, to});
        return new StoredTensor(shape, type, numbers.asSlice(from, to - from));
    }

    private static long bytes(TensorShape shape, TensorType type, ConfigFields fields) {
        try {
            return Math.multiplyExact(shape.size(), type.bytes());
        } catch (ArithmeticException e) {
            throw fields.refused("shape", "has more elements than can be counted");
        }
    }

    private static void checkCover(List<long[]> ranges, long size, String name) {
        ranges.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
        long end = 0;
        for (long[] range : ranges) {
            if (range[0] != end) {
                throw refused(name + ": the tensors leave a hole or overlap at byte " + end);
            }
            end = range[1];
        }
        if (end != size) {
            throw refused(name + ": " + (size - end) + " bytes behind the last tensor");
        }
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, message);
    }
}
