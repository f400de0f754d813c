package dev.assay.language.text;

import java.text.Normalizer;
import java.util.Map;

/** What each UTF-16 unit is, in tables, because it is asked for every character of every text. */
final class Glyphs {
    static final byte OTHER = 0;
    static final byte SPACE = 1;
    static final byte LINE = 2;
    /** Drawn as nothing: zero-width, direction marks, fillers, variation selectors. */
    static final byte HIDDEN = 3;

    static final byte MARK = 4;
    static final byte DIGIT = 5;
    static final byte LETTER = 6;
    static final byte SURROGATE = 7;
    /** Ends a clause. */
    static final byte CLAUSE = 8;
    /** Ends a sentence. */
    static final byte SENTENCE = 9;
    /** May begin something that is no prose. */
    static final byte MARKUP = 10;

    private static final int KIND = 0x0F;
    private static final int COMPATIBLE = 0x10;
    private static final String MARKUPS = "`~$\\<@";
    private static final String SENTENCES = ".!?…。！？．｡؟۔।॥";
    private static final String CLAUSES = ",;:()[]\"、，；：（）「」『』《》【】“”„«»،؛—–|*#";
    private static final Map<Character.UnicodeScript, Script> SCRIPTS = Map.ofEntries(
            Map.entry(Character.UnicodeScript.HIRAGANA, Script.KANA),
            Map.entry(Character.UnicodeScript.KATAKANA, Script.KANA),
            Map.entry(Character.UnicodeScript.BOPOMOFO, Script.HAN));

    private static final byte[] KINDS = new byte[1 << 16];
    private static final byte[] SCRIPT_OF = new byte[1 << 16];
    private static final Script[] ALL = Script.values();

    static {
        for (int c = 0; c < 1 << 16; c++) {
            SCRIPT_OF[c] = (byte) Script.OTHER.ordinal();
            KINDS[c] = kindOf((char) c);
            if (KINDS[c] == LETTER) {
                SCRIPT_OF[c] = (byte) scriptOf(c).ordinal();
            }
            if (c >= 0x80 && (KINDS[c] == LETTER || KINDS[c] == OTHER)) {
                normalize(c);
            }
        }
    }

    private Glyphs() {}

    static int kind(char c) {
        return KINDS[c] & KIND;
    }

    /** Whether another character is meant (full width, ligatures, circled letters), after NFKC. */
    static boolean isCompatible(char c) {
        return (KINDS[c] & COMPATIBLE) != 0;
    }

    static Script script(char c) {
        return ALL[SCRIPT_OF[c]];
    }

    static Script scriptOf(int point) {
        // The long vowel mark belongs to both kana and so to no script; the same goes for its narrow form.
        if (point == 0x30FC || point == 0xFF70) {
            return Script.KANA;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(point);
        Script named = SCRIPTS.get(script);
        if (named != null) {
            return named;
        }
        for (Script one : ALL) {
            if (one.name().equals(script.name())) {
                return one;
            }
        }
        return Script.OTHER;
    }

    static boolean isAsciiLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    static boolean isAsciiDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** An apostrophe inside a word. */
    static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == '·';
    }

    private static byte kindOf(char c) {
        if (MARKUPS.indexOf(c) >= 0) {
            return MARKUP;
        }
        if (SENTENCES.indexOf(c) >= 0) {
            return SENTENCE;
        }
        if (CLAUSES.indexOf(c) >= 0) {
            return CLAUSE;
        }
        if (c == '\n' || c == '\u2028' || c == '\u2029') {
            return LINE;
        }
        if (isFiller(c)) {
            return HIDDEN;
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.CONTROL -> SPACE;
            case Character.FORMAT -> HIDDEN;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> MARK;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> DIGIT;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> LETTER;
            case Character.SURROGATE -> SURROGATE;
            default -> OTHER;
        };
    }

    private static boolean isFiller(char c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c >= 0xFE00 && c <= 0xFE0F || c == 0x034F;
    }

    private static void normalize(int c) {
        String before = String.valueOf((char) c);
        if (Normalizer.isNormalized(before, Normalizer.Form.NFKC)) {
            return;
        }
        String after = Normalizer.normalize(before, Normalizer.Form.NFKC);
        int first = after.codePointAt(0);
        if (Character.isLetter(first)) {
            KINDS[c] = LETTER | COMPATIBLE;
            SCRIPT_OF[c] = (byte) scriptOf(first).ordinal();
        }
    }
}
