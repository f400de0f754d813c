package dev.assay.language.text;

import java.util.Optional;

/** What a word is written with, as far as it tells languages apart. */
public enum Script {
    LATIN(true),
    CYRILLIC(true),
    GREEK(true, "el"),
    ARMENIAN(true, "hy"),
    /** A word of several of the scripts above, which people cannot tell apart letter by letter. */
    MIXED(true),
    ARABIC(false),
    DEVANAGARI(false),
    HAN(false),
    KANA(false, "ja"),
    HANGUL(false, "ko"),
    THAI(false, "th"),
    HEBREW(false, "he"),
    BENGALI(false, "bn"),
    GURMUKHI(false, "pa"),
    GUJARATI(false, "gu"),
    TAMIL(false, "ta"),
    TELUGU(false, "te"),
    KANNADA(false, "kn"),
    MALAYALAM(false, "ml"),
    SINHALA(false, "si"),
    LAO(false, "lo"),
    KHMER(false, "km"),
    MYANMAR(false, "my"),
    GEORGIAN(false, "ka"),
    ETHIOPIC(false, "am"),
    /** Any other. */
    OTHER(false);

    private final boolean confusable;
    private final Optional<String> language;

    Script(boolean confusable) {
        this.confusable = confusable;
        this.language = Optional.empty();
    }

    Script(boolean confusable, String language) {
        this.confusable = confusable;
        this.language = Optional.of(language);
    }

    /** Whether its letters can pass for those of another such script. */
    public boolean isConfusable() {
        return confusable;
    }

    /** The only language here that is written with it, as an ISO 639-1 code. */
    public Optional<String> language() {
        return language;
    }

    /** Whether it is written without spaces, so that words are found with a dictionary. */
    boolean needsDictionary() {
        return switch (this) {
            case HAN, KANA, THAI, LAO, KHMER, MYANMAR -> true;
            case LATIN,
                    CYRILLIC,
                    GREEK,
                    ARMENIAN,
                    MIXED,
                    ARABIC,
                    DEVANAGARI,
                    HANGUL,
                    HEBREW,
                    BENGALI,
                    GURMUKHI,
                    GUJARATI,
                    TAMIL,
                    TELUGU,
                    KANNADA,
                    MALAYALAM,
                    SINHALA,
                    GEORGIAN,
                    ETHIOPIC,
                    OTHER -> false;
        };
    }

    /** Whether vowel signs and other marks belong to the spelling. */
    boolean spellsWithMarks() {
        return this != LATIN && this != CYRILLIC && this != GREEK && this != ARABIC && this != HEBREW;
    }
}
