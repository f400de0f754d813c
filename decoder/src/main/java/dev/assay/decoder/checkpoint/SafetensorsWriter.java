package dev.assay.decoder.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Writes safetensors files; the counterpart of {@link SafetensorsFile}. */
final class SafetensorsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 1 << 20;

    private SafetensorsWriter() {}

    /** A tensor to be written: what it is called, and where its numbers come from. */
    record Entry(TensorShape shape, WeightSource source) {}

    /** Writes a whole file beside its place, forces it to the disk and moves it there: a reader never sees a part. */
    static void write(Path path, List<Entry> entries, TensorType type) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                writeFully(channel, header(entries, type));
                ByteBuffer piece = ByteBuffer.allocateDirect(PIECE * type.bytes());
                for (Entry entry : entries) {
                    writeNumbers(channel, entry, type, piece);
                }
                channel.force(true);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static ByteBuffer header(List<Entry> entries, TensorType type) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        // transformers refuses a file that does not say which framework's layout it has.
        header.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Entry entry : entries) {
            ObjectNode tensor = header.putObject(entry.shape().name());
            tensor.put("dtype", type.name());
            entry.shape().shape().forEach(tensor.putArray("shape")::add);
            long end = offset + entry.shape().size() * type.bytes();
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        // Spaces up to a multiple of eight, so that the numbers lie aligned.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(8 + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .flip();
    }

    private static void writeNumbers(FileChannel channel, Entry entry, TensorType type, ByteBuffer piece)
            throws IOException {
        long size = entry.shape().size();
        float[] numbers = new float[(int) Math.min(PIECE, size)];
        for (long from = 0; from < size; from += numbers.length) {
            int count = (int) Math.min(numbers.length, size - from);
            entry.source().read(from, numbers, count);
            piece.clear();
            type.write(numbers, count, MemorySegment.ofBuffer(piece));
            writeFully(channel, piece.limit(count * type.bytes()));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
