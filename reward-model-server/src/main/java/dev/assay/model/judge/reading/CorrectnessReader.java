package dev.assay.model.judge.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code {"analysis": "…", "correctness": "correct"}} from a judge's answer. The object may stand in a code fence
 * or between words, and its strings may have what JSON forbids and judges write all the same: line breaks, and
 * backslashes of LaTeX. Nothing else is mended: both members must be there once, and {@code correctness} must be
 * {@code correct} or {@code incorrect} in any case, or true or false. Of several objects the last wins; where they
 * differ, the answer is conflicting.
 *
 * <p>At most {@value #CANDIDATES} places where an object could begin are tried, so the cost is linear.
 */
public final class CorrectnessReader {
    private static final int CANDIDATES = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private CorrectnessReader() {}

    /**
     * What the judge found.
     *
     * @param correct whether the answer agrees with the reference
     * @param analysis why
     */
    public record Finding(boolean correct, String analysis) {}

    private record Placed(Finding finding, int end) {}

    /** Reads an answer, of which thinking is left out. */
    public static Read<Finding> read(String answer) {
        String text = OwnWords.afterThinking(answer);
        Optional<Finding> last = Optional.empty();
        boolean conflicting = false;
        int from = 0;
        for (int tried = 0; tried < CANDIDATES; tried++) {
            int start = begin(text, from);
            if (start < 0) {
                break;
            }
            Optional<Placed> placed = object(text, start);
            if (placed.isPresent()) {
                Finding finding = placed.get().finding();
                conflicting |= last.isPresent() && last.get().correct() != finding.correct();
                last = Optional.of(finding);
                from = placed.get().end();
            } else {
                from = start + 1;
            }
        }
        return last.isPresent()
                ? new Read.Found<>(last.get(), conflicting)
                : new Read.Missing<>("no object with analysis and correctness");
    }

    /** The next brace that a name follows. */
    private static int begin(String text, int from) {
        for (int brace = text.indexOf('{', from); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            int next = brace + 1;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            if (next < text.length() && text.charAt(next) == '"') {
                return brace;
            }
            // Behind the blanks, or a text of braces and blanks would be walked through again and again.
            brace = Math.max(brace, next - 1);
        }
        return -1;
    }

    private static Optional<Placed> object(String text, int start) {
        char[] characters = text.substring(start).toCharArray();
        try (JsonParser parser = JSON.createParser(characters)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<String> analysis = Optional.empty();
            Optional<Boolean> correct = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("analysis") && value == JsonToken.VALUE_STRING) {
                    analysis = Optional.of(parser.getText());
                } else if (name.equals("correctness")) {
                    correct = correctness(parser, value);
                } else {
                    parser.skipChildren();
                }
            }
            if (analysis.isEmpty() || correct.isEmpty()) {
                return Optional.empty();
            }
            int end = start + (int) parser.currentLocation().getCharOffset();
            return Optional.of(new Placed(new Finding(correct.get(), analysis.get()), end));
        } catch (IOException e) {
            return Optional.empty(); // no object begins here
        }
    }

    private static Optional<Boolean> correctness(JsonParser parser, JsonToken value) throws IOException {
        if (value.isBoolean()) {
            return Optional.of(parser.getBooleanValue());
        }
        if (value != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return Optional.empty();
        }
        return switch (parser.getText().strip().toLowerCase(Locale.ROOT)) {
            case "correct" -> Optional.of(true);
            case "incorrect" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
