package dev.assay.format;

import java.util.Arrays;
import java.util.List;

/**
 * Tells by the character behind a trigger that nothing can begin there, which is so for nearly every bracket and
 * backslash of prose, programs and formulas. It never says so where a tag, a special token or a look-alike does begin.
 */
final class SecondCharacters {
    private static final int ASCII = 0x80;

    /** By trigger, what may stand behind it; all true for what is not told apart. */
    private final boolean[][] may = new boolean[ASCII][ASCII];

    private final boolean[] afterBlank = new boolean[ASCII];
    private final boolean blankIsWritten;

    SecondCharacters(List<String> tags, Lookalikes lookalikes) {
        for (boolean[] any : may) {
            Arrays.fill(any, true);
        }
        for (char told : new char[] {'<', '&', '\\', '['}) {
            Arrays.fill(may[told], false);
        }
        tags.forEach(this::allow);
        this.blankIsWritten = tags.stream().anyMatch(tag -> tag.startsWith("< "));
        SpecialTokens.LITERALS.forEach(this::allow);
        may['<']['|'] = true;
        for (String escaped : Lookalikes.ESCAPED_OPENERS) {
            allow(escaped);
        }
        for (char c = 0; c < ASCII; c++) {
            afterBlank[c] = lookalikes.mayFollowOpener(c);
            may['<'][c] |= afterBlank[c];
        }
    }

    private void allow(String literal) {
        char first = literal.charAt(0);
        if (first >= ASCII) {
            return;
        }
        if (literal.length() == 1 || literal.charAt(1) >= ASCII) {
            Arrays.fill(may[first], true);
            return;
        }
        may[first][Character.toLowerCase(literal.charAt(1))] = true;
        may[first][Character.toUpperCase(literal.charAt(1))] = true;
    }

    /** Whether nothing begins with the trigger at this place. */
    boolean ruleOut(CharSequence text, int at, int end) {
        char trigger = text.charAt(at);
        if (trigger >= ASCII || at + 2 >= end) {
            return false;
        }
        char second = text.charAt(at + 1);
        if (second >= ASCII) {
            return false;
        }
        if (trigger == '<' && second == ' ' && !blankIsWritten) {
            char third = text.charAt(at + 2);
            return third < ASCII && !afterBlank[third];
        }
        return !may[trigger][second];
    }
}
