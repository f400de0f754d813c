package dev.assay.language;

import dev.assay.language.ngram.LanguagePath;
import dev.assay.language.text.WordScanner;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which share of a text's words is in a target language. Time is linear in the text; memory does not depend on
 * it. Thread-safe, without state between calls.
 *
 * <p>Code, formulas, addresses, tags, numbers and single letters are no words; prose inside of formulas is. Names count
 * neither way while they are at most a quarter of the words. A word of letters of several scripts is never a target
 * word, nor is one of more than 40 letters, which counts as several; a letter more than three times in a row is noise;
 * and what repeats itself more than seven times adds no target words. DeepSeek-R1 (arXiv 2501.12948, section 2.3.2)
 * gives the ratio as the reward.
 */
public final class LanguageChecker {
    /** The code of words in no language that is known here. */
    public static final String UNDETERMINED = "und";

    private final LanguagePath.Weights weights;

    /** A checker. */
    public LanguageChecker() {
        this(LanguagePath.Weights.DEFAULT);
    }

    /** A checker that changes from language to language as easily as these weights say. */
    public LanguageChecker(LanguagePath.Weights weights) {
        this.weights = weights;
    }

    /** The languages that can be a target, as ISO 639-1 codes. */
    public static List<String> languages() {
        return Languages.TARGETS;
    }

    /**
     * The code of a language tag such as {@code zh-Hant} or {@code PT_br}.
     *
     * @return an element of {@link #languages()}, or empty where the language is not known here
     */
    public static Optional<String> code(String tag) {
        int end = 0;
        while (end < tag.length() && tag.charAt(end) != '-' && tag.charAt(end) != '_') {
            end++;
        }
        String code = tag.substring(0, end).strip().toLowerCase(Locale.ROOT);
        return languages().contains(code) ? Optional.of(code) : Optional.empty();
    }

    /** The share of a language in a text. */
    public LanguageShare share(String text, String target) {
        return share(text, 0, text.length(), target);
    }

    /**
     * The share of a language in {@code [from, to)} of a text.
     *
     * @param target an element of {@link #languages()}; of any other nothing is found
     */
    public LanguageShare share(String text, int from, int to, String target) {
        WordTally tally = new WordTally(target, to - from, weights);
        WordScanner.Extent extent = WordScanner.scan(text, from, to, tally);
        return tally.share(extent);
    }

    /** The language that most words of a text have, where there are words in a known language. */
    public Optional<String> mostly(String text) {
        return share(text, UNDETERMINED).languages().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(UNDETERMINED))
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
