package dev.assay.math.extract;

/** Finds formulas between {@code $}, {@code $$}, {@code \( \)} and {@code \[ \]} in one pass. */
final class Formulas {
    private Formulas() {}

    static Values find(String text, int from, int to) {
        return find(text, from, to, Search.Inline.ANY);
    }

    static Values find(String text, int from, int to, Search.Inline inline) {
        boolean oneLine = inline == Search.Inline.ONE_LINE;
        Values formulas = new Values();
        int dollar = -1;
        int bracket = -1;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < to) {
                char next = text.charAt(at + 1);
                if (next == '(' || next == '[') {
                    bracket = at + 2;
                } else if ((next == ')' || next == ']') && bracket >= 0) {
                    if (!oneLine || next == ']' || text.indexOf('\n', bracket, at) < 0) {
                        add(formulas, text, bracket, at);
                    }
                    bracket = -1;
                }
                at++;
            } else if (c == '$') {
                int end = at;
                if (at + 1 < to && text.charAt(at + 1) == '$') {
                    at++;
                }
                if (dollar >= 0 && isFormula(text, dollar, end)) {
                    if (!oneLine || at > end || text.indexOf('\n', dollar, end) < 0) {
                        add(formulas, text, dollar, end);
                    }
                    dollar = -1;
                } else {
                    dollar = at + 1;
                }
            }
        }
        return formulas;
    }

    private static void add(Values formulas, String text, int start, int end) {
        if (end - start <= Values.MAX_LENGTH) {
            formulas.add(text.substring(start, end), start);
        }
    }

    /** Whether what stands between two dollars is a formula and not the prose between two prices. */
    private static boolean isFormula(String text, int start, int end) {
        if (start >= end || end - start > Values.MAX_LENGTH) {
            return false;
        }
        String content = text.substring(start, end);
        if (content.isBlank() || content.contains("\n\n")) {
            return false;
        }
        return !Character.isDigit(content.charAt(0)) || !Statements.isProse(content);
    }
}
