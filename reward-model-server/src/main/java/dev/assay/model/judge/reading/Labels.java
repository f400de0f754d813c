package dev.assay.model.judge.reading;

import java.util.Optional;

/**
 * Finds labels such as {@code [[A>>B]]} and {@code [A=B]} in a text, in all their spellings: {@code >} or {@code <},
 * once or twice, {@code ≫}, {@code ≪} and full-width signs, either letter first and in either case, spaces inside.
 * Linear: at every bracket it looks a bounded number of characters ahead.
 */
final class Labels {
    private static final int SPACES = 4;

    private final String text;
    private int at;

    private Labels(String text) {
        this.text = text;
    }

    /**
     * A label in a text.
     *
     * @param start where its first bracket is
     * @param end behind its last bracket
     * @param brackets 1 or 2
     */
    record Label(Verdict verdict, int start, int end, int brackets) {}

    /** The first label at or behind a position. */
    static Optional<Label> next(String text, int from) {
        Labels labels = new Labels(text);
        for (int start = text.indexOf('[', from); start >= 0; start = text.indexOf('[', start + 1)) {
            Optional<Label> label = labels.label(start);
            if (label.isPresent()) {
                return label;
            }
        }
        return Optional.empty();
    }

    private Optional<Label> label(int start) {
        at = start + 1;
        int brackets = 1;
        if (is('[')) {
            at++;
            brackets = 2;
        }
        Optional<Verdict> verdict = comparison();
        if (verdict.isEmpty() || !is(']')) {
            return Optional.empty();
        }
        at++;
        if (brackets == 2) {
            if (!is(']')) {
                return Optional.empty(); // the inner brackets are found as a label of their own
            }
            at++;
        }
        return Optional.of(new Label(verdict.get(), start, at, brackets));
    }

    private Optional<Verdict> comparison() {
        spaces();
        int left = letter();
        spaces();
        int sign = sign();
        spaces();
        int right = letter();
        spaces();
        if (left == 0 || right == 0 || left == right || sign == NONE) {
            return Optional.empty();
        }
        int score = left == 'A' ? sign : -sign;
        return switch (score) {
            case 2 -> Optional.of(Verdict.A_MUCH_BETTER);
            case 1 -> Optional.of(Verdict.A_BETTER);
            case 0 -> Optional.of(Verdict.TIE);
            case -1 -> Optional.of(Verdict.B_BETTER);
            case -2 -> Optional.of(Verdict.B_MUCH_BETTER);
            default -> Optional.empty();
        };
    }

    private static final int NONE = Integer.MIN_VALUE;

    /** How much better the left one is. */
    private int sign() {
        if (at >= text.length()) {
            return NONE;
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '=', '＝' -> 0;
            case '≫' -> 2;
            case '≪' -> -2;
            case '>', '＞' -> onceOrTwice(c);
            case '<', '＜' -> -onceOrTwice(c);
            default -> NONE;
        };
    }

    private int onceOrTwice(char sign) {
        if (is(sign)) {
            at++;
            return 2;
        }
        return 1;
    }

    private int letter() {
        if (at >= text.length()) {
            return 0;
        }
        return switch (text.charAt(at++)) {
            case 'A', 'a' -> 'A';
            case 'B', 'b' -> 'B';
            default -> 0;
        };
    }

    private void spaces() {
        for (int i = 0; i < SPACES && is(' '); i++) {
            at++;
        }
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
