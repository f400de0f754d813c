package dev.assay.gateway.join;

import dev.assay.codec.Wire;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a dead letter, which say why a record could not be taken and where it stands. Key, value and other
 * headers of the record stay as they were; only a value beyond {@link Wire#LARGEST_MESSAGE} is left out.
 *
 * @param cause an {@link ErrorCode} by name
 * @param message for people
 * @param topic where the record came in
 * @param partition its partition there
 * @param offset its offset there
 * @param time when it was refused
 */
public record DeadLetter(String cause, String message, String topic, int partition, long offset, Instant time) {
    public static final String CAUSE = "assay-cause";
    public static final String MESSAGE = "assay-message";
    public static final String TOPIC = "assay-origin-topic";
    public static final String PARTITION = "assay-origin-partition";
    public static final String OFFSET = "assay-origin-offset";
    public static final String TIME = "assay-time";

    /** How often a record was sent again, a decimal number; it stays with the record. */
    public static final String REPLAYED = "assay-replayed";

    /** The headers that a dead letter has more than the record that it was. */
    public static final Set<String> OWN = Set.of(CAUSE, MESSAGE, TOPIC, PARTITION, OFFSET, TIME);

    static DeadLetter of(AssayException error, String topic, int partition, long offset, long nowMs) {
        return new DeadLetter(
                error.code().name(),
                Evidence.line(String.valueOf(error.getMessage())),
                topic,
                partition,
                offset,
                Instant.ofEpochMilli(nowMs));
    }

    /** Writes the headers, in the place of others of their names. */
    public void write(Headers headers) {
        put(headers, CAUSE, cause);
        put(headers, MESSAGE, message);
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
        put(headers, TIME, time.toString());
    }

    /** Reads the headers of a record; empty where it is no dead letter of the join. */
    public static Optional<DeadLetter> read(Headers headers) {
        try {
            return Optional.of(new DeadLetter(
                    text(headers, CAUSE).orElseThrow(),
                    text(headers, MESSAGE).orElse(""),
                    text(headers, TOPIC).orElseThrow(),
                    Integer.parseInt(text(headers, PARTITION).orElseThrow()),
                    Long.parseLong(text(headers, OFFSET).orElseThrow()),
                    Instant.parse(text(headers, TIME).orElseThrow())));
        } catch (java.util.NoSuchElementException | NumberFormatException | java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A header as text; empty where it is missing. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Sets a header, in the place of others of its name. */
    public static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
