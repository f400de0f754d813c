package dev.assay.gateway.replay;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which offsets of a partition are done: all before one offset, and ranges beyond it, because a replay of one cause
 * leaves those of others standing between. The ranges travel in the text that Kafka keeps beside a committed offset.
 */
final class SentOffsets {
    /** Kafka's default limit of that text. */
    private static final int TEXT_LIMIT = 4096;

    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long next;

    /** Everything before this offset is done. */
    SentOffsets(long next) {
        this.next = next;
    }

    /** From a committed offset and its text, {@code 7-9,12-12}. */
    static SentOffsets of(long next, String text) {
        SentOffsets sent = new SentOffsets(next);
        each(text, ',', range -> {
            int dash = range.indexOf('-');
            try {
                sent.ranges.put(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new AssayException(
                        ErrorCode.CONFIGURATION,
                        "the consumer group of the replay carries a text that is not its own: " + text,
                        e);
            }
        });
        return sent;
    }

    private static void each(String text, char separator, Consumer<String> part) {
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf(separator, from);
            to = to < 0 ? text.length() : to;
            part.accept(text.substring(from, to));
            from = to + 1;
        }
    }

    boolean contains(long offset) {
        Map.Entry<Long, Long> range = ranges.floorEntry(offset);
        return offset < next || (range != null && offset <= range.getValue());
    }

    /** These offsets are done, both ends included. */
    void add(long first, long last) {
        long from = first;
        long to = last;
        if (from > to) {
            return;
        }
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            from = before.getKey();
        }
        for (Map.Entry<Long, Long> touching = ranges.ceilingEntry(from);
                touching != null && touching.getKey() <= to + 1;
                touching = ranges.ceilingEntry(from)) {
            to = Math.max(to, touching.getValue());
            ranges.remove(touching.getKey());
        }
        ranges.put(from, to);
        settle();
    }

    /** Offsets before this one do not exist any more, or never held a record. */
    void skipTo(long offset) {
        next = Math.max(next, offset);
        settle();
    }

    private void settle() {
        while (!ranges.isEmpty() && ranges.firstKey() <= next) {
            next = Math.max(next, ranges.pollFirstEntry().getValue() + 1);
        }
    }

    /** The first offset that is not done. */
    long next() {
        return next;
    }

    /**
     * What is done beyond it.
     *
     * @throws AssayException {@link ErrorCode#TOO_LARGE} where Kafka would not keep so long a text
     */
    String text() {
        StringBuilder text = new StringBuilder();
        ranges.forEach((from, to) ->
                text.append(text.isEmpty() ? "" : ",").append(from).append('-').append(to));
        if (text.length() > TEXT_LIMIT) {
            throw new AssayException(
                    ErrorCode.TOO_LARGE,
                    "the dead letters of one cause are too scattered among others to be kept apart; replay all causes");
        }
        return text.toString();
    }
}
