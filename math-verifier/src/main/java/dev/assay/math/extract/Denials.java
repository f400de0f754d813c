package dev.assay.math.extract;

import java.util.Locale;

/** Tells that a clause denies what it names: "not A", "A is wrong", 不是A, 排除B. */
public final class Denials {
    private static final String[] WORDS = {
        "not", "isn't", "wrong", "incorrect", "false", "neither", "nor", "cannot", "can't", "never", "except",
        "eliminate", "eliminated", "excluded", "exclude", "out", "unlike", "nicht", "falsch", "pas", "faux",
                "incorrecta",
        "incorrecto", "não", "errada", "не", "неверно", "नहीं", "ليس", "ليست", "خطأ"
    };

    private static final String[] JOINED = {"不是", "不选", "不對", "不对", "错", "錯", "排除", "ではない", "ではなく", "間違", "아니", "아닌"};

    private static final int MAX_LENGTH = 2_000;

    private Denials() {}

    /** Whether a short text denies something; a long one is not looked at. */
    public static boolean in(String clause) {
        if (clause.length() > MAX_LENGTH) {
            return false;
        }
        String lower = clause.toLowerCase(Locale.ROOT).replace('’', '\'');
        for (String word : JOINED) {
            if (lower.contains(word)) {
                return true;
            }
        }
        for (String word : WORDS) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
                int end = at + word.length();
                if ((at == 0 || !Character.isLetter(lower.charAt(at - 1)))
                        && (end == lower.length() || !Character.isLetter(lower.charAt(end)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
