package dev.assay.deploy.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.reward.AssayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Answers a file line by line, a block of lines at a time, in the order of the lines. A line that cannot be read is
 * answered with its number and what is wrong with it; empty lines are passed over.
 *
 * @param <T> what a line asks
 */
final class LineFile<T> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 32 << 20;
    private static final String ERROR = "error";

    private final Function<byte[], T> reader;
    private final Size<T> size;
    private final Function<List<Line<T>>, List<ObjectNode>> answers;
    private final LineProgress progress = new LineProgress();
    private long line;
    private long errors;
    private Optional<Line<T>> carried = Optional.empty();

    /** A line that could be read, and its number. */
    record Line<T>(long number, T asked) {}

    /**
     * How much goes into a block: at most so many lines, and together at most so much, but one line in any case.
     *
     * @param of how much a line is
     */
    record Size<T>(int lines, long most, ToLongFunction<T> of) {}

    /** How it went. */
    record Tally(long lines, long errors, double seconds) {}

    /** What was read: something to answer, or an answer already. */
    private record Read<T>(Optional<Line<T>> line, ObjectNode refusal) {}

    /**
     * The file's form.
     *
     * @param reader what a line asks; an {@link AssayException} says why it cannot be used
     * @param answers one for each line, perhaps {@linkplain #error an error}
     */
    LineFile(Function<byte[], T> reader, Size<T> size, Function<List<Line<T>>, List<ObjectNode>> answers) {
        this.reader = reader;
        this.size = size;
        this.answers = answers;
    }

    /** The answer to a line that has none. */
    static ObjectNode error(long line, String why) {
        return JSON.createObjectNode().put("line", line).put(ERROR, why);
    }

    /** Reads to the end. What is answered is written before more is read. */
    Tally run(InputStream in, OutputStream out) throws IOException {
        List<Read<T>> block = block(in);
        while (!block.isEmpty()) {
            List<Line<T>> asked =
                    block.stream().flatMap(read -> read.line().stream()).toList();
            List<ObjectNode> answered = asked.isEmpty() ? List.of() : answers.apply(asked);
            int next = 0;
            for (Read<T> read : block) {
                ObjectNode answer = read.line().isPresent() ? answered.get(next++) : read.refusal();
                errors += answer.has(ERROR) ? 1 : 0;
                out.write(JSON.writeValueAsBytes(answer));
                out.write('\n');
            }
            out.flush();
            progress.at(line, errors);
            block = block(in);
        }
        progress.end();
        return new Tally(line, errors, progress.seconds());
    }

    private List<Read<T>> block(InputStream in) throws IOException {
        List<Read<T>> block = new ArrayList<>();
        long together = 0;
        while (block.size() < size.lines()) {
            Optional<Read<T>> next =
                    carried.isPresent() ? Optional.of(new Read<>(carried, JSON.createObjectNode())) : next(in);
            carried = Optional.empty();
            if (next.isEmpty()) {
                break;
            }
            long more = next.get().line().stream()
                    .mapToLong(read -> size.of().applyAsLong(read.asked()))
                    .sum();
            if (!block.isEmpty() && together + more > size.most()) {
                carried = next.get().line();
                break;
            }
            together += more;
            block.add(next.get());
        }
        return block;
    }

    private Optional<Read<T>> next(InputStream in) throws IOException {
        while (true) {
            Optional<byte[]> bytes = nextLine(in);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            line++;
            if (new String(bytes.get(), StandardCharsets.ISO_8859_1).isBlank()) {
                continue;
            }
            try {
                T asked = reader.apply(bytes.get());
                return Optional.of(new Read<>(Optional.of(new Line<>(line, asked)), JSON.createObjectNode()));
            } catch (AssayException e) {
                return Optional.of(new Read<>(Optional.empty(), error(line, String.valueOf(e.getMessage()))));
            }
        }
    }

    /** A line that is longer than any request may be is read to its end and kept only so far that it is no JSON. */
    private static Optional<byte[]> nextLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
        return Optional.of(line.toByteArray());
    }
}
