package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tests as data sets carry them: a list, JSON text of a list, or the Base64 of the zlib stream of a pickle of that
 * text. Of pickles only those that hold a single string are read; nothing in them is ever run.
 */
final class PackedTests {
    private static final int MOST = 64 << 20;
    private static final int FRAME = 0x95;
    private static final int MEMOIZE = 0x94;
    private static final int SHORT_TEXT = 0x8c;
    private static final int LONG_TEXT = 0x8d;

    private PackedTests() {}

    /** The list; empty where it is none in any of the forms. */
    static Optional<JsonNode> read(JsonNode tests) {
        if (tests.isArray()) {
            return Optional.of(tests);
        }
        if (!tests.isTextual()) {
            return Optional.empty();
        }
        String text = tests.textValue().strip();
        return list(text).or(() -> unpacked(text).flatMap(PackedTests::list));
    }

    private static Optional<JsonNode> list(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Asked.JSON.readTree(text)).filter(JsonNode::isArray);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> unpacked(String text) {
        byte[] packed;
        try {
            packed = Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return inflated(packed).flatMap(PackedTests::pickledText);
    }

    private static Optional<byte[]> inflated(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 || out.size() + count > MOST) {
                    return Optional.empty();
                }
                out.write(buffer, 0, count);
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** The string of a pickle of a string (protocols 2 to 5). */
    private static Optional<String> pickledText(byte[] pickle) {
        ByteBuffer in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        Optional<String> text = Optional.empty();
        try {
            while (true) {
                int code = in.get() & 0xff;
                switch (code) {
                    case 0x80 -> in.get();
                    case FRAME -> in.getLong();
                    case MEMOIZE -> {}
                    case 'q' -> in.get();
                    case 'r' -> in.getInt();
                    case 'X' -> text = text(in, in.getInt());
                    case SHORT_TEXT -> text = text(in, in.get() & 0xff);
                    case LONG_TEXT -> text = text(in, in.getLong());
                    case '.' -> {
                        return text;
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(ByteBuffer in, long length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
