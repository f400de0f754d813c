package dev.assay.language.text;

/**
 * A word as the scanner reports it; one object that is filled again for the next word. Offsets are UTF-16 units of the
 * original text.
 */
public final class Word {
    /** The most letters that are kept; what is longer is no word of any language. */
    public static final int LONGEST = 40;

    int start;
    int end;
    Script script = Script.OTHER;
    int sentence;
    int clause;
    int letterCount;
    int length;
    boolean capitalized;
    boolean identifier;
    boolean joined;
    final char[] letters = new char[LONGEST];

    Word() {}

    /** Where it begins. */
    public int start() {
        return start;
    }

    /** Behind its last character. */
    public int end() {
        return end;
    }

    /** What it is written with. */
    public Script script() {
        return script;
    }

    /** The number of its sentence, counted from 0. */
    public int sentence() {
        return sentence;
    }

    /** The number of its clause, counted from 0 through the whole text. */
    public int clause() {
        return clause;
    }

    /** How many letters it has, those included that are not kept. */
    public int letterCount() {
        return letterCount;
    }

    /** How many letters are kept. */
    public int length() {
        return length;
    }

    /** A letter that is kept, after NFKC; an apostrophe where two parts of the word meet. */
    public char letter(int i) {
        return letters[i];
    }

    /** Whether it begins with a capital letter. */
    public boolean isCapitalized() {
        return capitalized;
    }

    /** Whether it looks like a name in a program: camelCase, snake_case, digits inside, a call. */
    public boolean isIdentifier() {
        return identifier;
    }

    /** Whether characters stand inside that are drawn as nothing. */
    public boolean isJoined() {
        return joined;
    }

    void add(char letter) {
        letterCount++;
        if (length < LONGEST) {
            letters[length++] = letter;
        }
    }
}
