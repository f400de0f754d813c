package dev.assay.code.compare;

/**
 * The result of a comparison.
 *
 * @param where which part differs, such as {@code token 3}; empty where nothing does
 * @param expected the expected part, shortened; never to be shown to the policy unless asked for
 * @param actual the part that was printed, shortened
 */
public record Comparison(Match match, String where, String expected, String actual) {
    /** Nothing differs. */
    public static final Comparison SAME = new Comparison(Match.SAME, "", "", "");

    static Comparison different(String where, String expected, String actual) {
        return new Comparison(Match.DIFFERENT, where, expected, actual);
    }

    /** Whether the output counts. */
    public boolean same() {
        return match == Match.SAME;
    }
}
