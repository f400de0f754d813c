package dev.assay.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a text is written in. Offsets are UTF-16 units of the whole text that was given.
 *
 * @param target the target language, as an ISO 639-1 code
 * @param words how many words count
 * @param targetWords how many of them are in the target language
 * @param names how many words were left out as names, and as names of programs
 * @param languages how many words each language has, most first; {@link LanguageChecker#UNDETERMINED} is none known
 * @param foreign the longest spans in other languages, longest first
 * @param neutralShare the share of letters in code, formulas, addresses and tags, from 0 to 1
 * @param neutral whether there is anything that is neutral: code, formulas, addresses, tags, numbers
 */
public record LanguageShare(
        String target,
        long words,
        long targetWords,
        long names,
        Map<String, Long> languages,
        List<Span> foreign,
        double neutralShare,
        boolean neutral) {

    /** From this share of neutral letters on, text can be hidden in them. */
    public static final double MUCH_NEUTRAL = 0.6;

    public LanguageShare {
        languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
        foreign = List.copyOf(foreign);
    }

    /**
     * A part {@code [start, end)} in one language.
     *
     * @param words how many words it has
     */
    public record Span(int start, int end, String language, long words) {}

    /** Target words over words, from 0 to 1; absent where there are no words. */
    public OptionalDouble ratio() {
        return words == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) targetWords / words);
    }

    /** Whether so much is neutral that text can be hidden there. */
    public boolean isMostlyNeutral() {
        return neutralShare > MUCH_NEUTRAL;
    }
}
