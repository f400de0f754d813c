package dev.assay.shaping;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.util.Locale;
import java.util.Map;

/**
 * The component {@code length} for every task. Always scored. The length is in tokens where the rollout carries token
 * ids; without them, where tokens are asked for, it is a quarter of the UTF-8 bytes, rounded up, which is about what
 * tokenizers make of prose in any language, and the evidence says so.
 */
public final class LengthFunction implements RewardFunction {
    private static final int BYTES_PER_TOKEN = 4;
    private static final long LONGEST = 1L << 40;
    private static final double LARGEST = 1e6;
    private static final BreakIterator WORDS = BreakIterator.getWordInstance(ULocale.ROOT);

    /** What becomes of the length. */
    enum Mode {
        /** The length itself, for shapes that compare it with the group. */
        COUNT,
        /** {@link LengthFormulas#softOverlong}. */
        SOFT_OVERLONG,
        /** {@link LengthFormulas#verlOverlong}. */
        VERL_OVERLONG,
        /** {@link LengthFormulas#cosine}. */
        COSINE
    }

    /** What is counted. */
    enum Unit {
        TOKENS,
        WORDS,
        CHARACTERS
    }

    private record Rules(Mode mode, Unit unit, long max, long buffer, double factor) {}

    private record Length(long count, String described) {}

    @Override
    public String component() {
        return "length";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "format-checker/0.1.0";
    }

    @Override
    public Scorer configure(Settings settings) {
        Rules rules = rules(settings);
        return (rollout, _) -> score(rules, length(rules.unit(), rollout));
    }

    private static Rules rules(Settings settings) {
        settings.allowOnly(
                "mode", "unit", "max", "buffer", "factor", "right-long", "right-short", "wrong-long", "wrong-short");
        Mode mode = settings.choice("mode", Mode.COUNT);
        if (mode != Mode.COUNT && !settings.values().containsKey("max")) {
            throw new AssayException(
                    ErrorCode.INVALID_RECIPE,
                    "mode " + mode.name().toLowerCase(Locale.ROOT).replace('_', '-') + " of length needs 'max'");
        }
        long max = settings.whole("max", 1, 1, LONGEST);
        for (String value : new String[] {"right-long", "right-short", "wrong-long", "wrong-short"}) {
            settings.number(value, 0, -LARGEST, LARGEST); // the recipe's shape reads them
        }
        return new Rules(
                mode,
                settings.choice("unit", Unit.TOKENS),
                max,
                settings.whole("buffer", Math.max(1, max / 5), 1, max),
                settings.number("factor", 1, 0, LARGEST));
    }

    private static Outcome score(Rules rules, Length length) {
        long count = length.count();
        double value = switch (rules.mode()) {
            case COUNT -> count;
            case SOFT_OVERLONG -> LengthFormulas.softOverlong(count, rules.max(), rules.buffer());
            case VERL_OVERLONG -> LengthFormulas.verlOverlong(count, rules.max(), rules.buffer(), rules.factor());
            case COSINE -> LengthFormulas.cosine(count, rules.max());
        };
        return switch (rules.mode()) {
            case COUNT -> Outcome.scored(value, ReasonCode.GROUP_LENGTH, length.described());
            case SOFT_OVERLONG, VERL_OVERLONG ->
                Outcome.scored(
                        value,
                        count <= rules.max() - rules.buffer() ? ReasonCode.WITHIN_LENGTH : ReasonCode.OVERLONG,
                        "%s; free up to %d, at most %d"
                                .formatted(length.described(), rules.max() - rules.buffer(), rules.max()));
            case COSINE ->
                Outcome.scored(
                        value,
                        count <= rules.max() ? ReasonCode.WITHIN_LENGTH : ReasonCode.OVERLONG,
                        "%s of %d".formatted(length.described(), rules.max()));
        };
    }

    private static Length length(Unit unit, Rollout rollout) {
        return switch (unit) {
            case TOKENS -> {
                if (rollout.tokens().size() > 0) {
                    yield new Length(rollout.tokens().size(), rollout.tokens().size() + " tokens");
                }
                long about = (bytes(rollout.judged()) + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
                yield new Length(about, "about " + about + " tokens");
            }
            case WORDS -> {
                long words = words(rollout.judged());
                yield new Length(words, words + " words");
            }
            case CHARACTERS -> {
                String text = rollout.judged();
                int characters = text.codePointCount(0, text.length());
                yield new Length(characters, characters + " characters");
            }
        };
    }

    private static long words(String text) {
        BreakIterator breaks = (BreakIterator) WORDS.clone();
        breaks.setText(text);
        long words = 0;
        breaks.first();
        while (breaks.next() != BreakIterator.DONE) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                words++;
            }
        }
        return words;
    }

    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // each half of a surrogate pair stands for two of its four bytes
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "linear", "memory", "constant", "regex", "none");
    }
}
