package dev.assay.decoder.generation;

import dev.assay.decoder.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The text of tokens as they come, watched for stop strings. A token may hold part of a character only, so text counts
 * once it no longer ends in a broken one; each token is decoded a bounded number of times.
 */
final class GrowingText {
    /** After so many tokens a character is not waited for any longer; it has four bytes at most. */
    private static final int MOST_OPEN = 8;

    private final Tokenizer tokenizer;
    private final List<String> stops;
    private final int longest;
    private final StringBuilder text = new StringBuilder();
    private int[] pending = new int[0];
    /** How many of the pending tokens are in the text already; they stay for what they do to their neighbours. */
    private int known;

    GrowingText(Tokenizer tokenizer, List<String> stops) {
        this.tokenizer = tokenizer;
        this.stops = stops;
        this.longest = stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Adds a token. Where a stop string is complete with it, the place in the text where the first one begins. */
    OptionalInt add(int token) {
        if (stops.isEmpty()) {
            return OptionalInt.empty();
        }
        pending = Arrays.copyOf(pending, pending.length + 1);
        pending[pending.length - 1] = token;
        String before = tokenizer.decode(Arrays.copyOf(pending, known), false);
        String after = tokenizer.decode(pending, false);
        boolean grown = after.length() > before.length();
        if ((!grown || after.endsWith("\uFFFD")) && pending.length - known < MOST_OPEN) {
            return OptionalInt.empty();
        }
        int from = Math.max(0, text.length() - longest + 1);
        if (grown) {
            text.append(after, before.length(), after.length());
        }
        pending = Arrays.copyOfRange(pending, known, pending.length);
        known = pending.length;
        return stops.stream()
                .mapToInt(stop -> text.indexOf(stop, from))
                .filter(at -> at >= 0)
                .min();
    }

    /** The text up to a place. */
    String upTo(int end) {
        return text.substring(0, end);
    }
}
