package dev.assay.math.extract;

import java.util.Set;

/** Takes the answer out of the statement that announces it. */
enum Statements {
    /** For values: what is said about them in words is left away. */
    VALUES,
    /** For options: the statement is kept as it is, up to the end of its line. */
    OPTIONS;

    private static final Set<String> PROSE = Set.of(
            "is",
            "are",
            "was",
            "the",
            "that",
            "this",
            "for",
            "because",
            "since",
            "so",
            "we",
            "have",
            "has",
            "with",
            "which",
            "then",
            "hence",
            "thus",
            "therefore",
            "when",
            "where",
            "it",
            "to",
            "by",
            "from",
            "not",
            "be",
            "ago",
            "there",
            "at",
            "after",
            "answer",
            "find",
            "get",
            "can",
            "would",
            "should",
            "correct",
            "if");

    private static final String[] VERBS = {" is ", " are ", " equals ", " be ", " to ", "= "};

    /** The answer of the statement that begins at a position. */
    String at(String text, int start, int limit) {
        String line = line(text, start, limit);
        if (this == OPTIONS) {
            return line;
        }
        return value(sentence(line));
    }

    private static String line(String text, int start, int limit) {
        String close = text.startsWith("\\[", start) ? "\\]" : text.startsWith("$$", start) ? "$$" : "";
        if (!close.isEmpty()) {
            int end = text.indexOf(close, start + 2, limit);
            return end < 0 ? text.substring(start, limit) : text.substring(start + 2, end);
        }
        int end = text.indexOf('\n', start, limit);
        return text.substring(start, end < 0 ? limit : end);
    }

    /** Up to a full stop that ends a sentence. */
    private static String sentence(String line) {
        boolean formula = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '$' && (i == 0 || line.charAt(i - 1) != '\\')) {
                formula = !formula;
            } else if (c == '。') {
                return line.substring(0, i);
            } else if (c == '.' && !formula && (i + 1 == line.length() || " *\"<)".indexOf(line.charAt(i + 1)) >= 0)) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    /** The value that a sentence states. */
    static String value(String sentence) {
        String stripped = unmarked(sentence.strip());
        if (!isProse(stripped)) {
            return stripped;
        }
        for (String verb : VERBS) {
            int at = stripped.lastIndexOf(verb);
            if (at >= 0) {
                String tail = unmarked(stripped.substring(at + verb.length()).strip());
                if (!tail.isEmpty() && !isProse(tail)) {
                    return tail;
                }
            }
        }
        Values formulas = Formulas.find(stripped, 0, stripped.length());
        if (!formulas.isEmpty()) {
            return stripped.startsWith("$") || stripped.startsWith("\\(")
                    ? formulas.different().getFirst()
                    : formulas.last();
        }
        Values number = Fallbacks.lastNumber(stripped, 0, stripped.length());
        return number.isEmpty() ? stripped : number.last();
    }

    /** Without bold and italic markdown around it. */
    static String unmarked(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (isMark(text, from) || Character.isWhitespace(text.charAt(from)))) {
            from += isMark(text, from) ? 2 : 1;
        }
        while (to > from && (to - 2 >= from && isMark(text, to - 2) || Character.isWhitespace(text.charAt(to - 1)))) {
            to -= Character.isWhitespace(text.charAt(to - 1)) ? 1 : 2;
        }
        return text.substring(Math.min(from, to), to);
    }

    private static boolean isMark(String text, int at) {
        return text.startsWith("**", at) || text.startsWith("__", at);
    }

    /** Whether there are words beyond what an answer with its unit has, outside of formulas. */
    static boolean isProse(String text) {
        boolean formula = false;
        int words = 0;
        int at = 0;
        int texts = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                if (text.startsWith("\\(", at) || text.startsWith("\\[", at)) {
                    formula = true;
                } else if (text.startsWith("\\)", at) || text.startsWith("\\]", at)) {
                    formula = false;
                }
                int end = at + 1;
                while (end < text.length() && isLetter(text.charAt(end))) {
                    end++;
                }
                if (end < text.length()
                        && text.charAt(end) == '{'
                        && (text.startsWith("\\text", at)
                                || text.startsWith("\\mathrm", at)
                                || text.startsWith("\\mbox", at))) {
                    texts = 1;
                    end++;
                }
                at = Math.max(end, at + 2);
                continue;
            }
            if (c == '}') {
                texts = 0;
            }
            if (c == '$') {
                formula = !formula;
            }
            if (!isLetter(c)) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isLetter(text.charAt(end))) {
                end++;
            }
            if (!formula && texts == 0 && end - at >= 2) {
                String word = end - at > 12 ? "" : text.substring(at, end);
                if (PROSE.contains(word) || PROSE.contains(word.toLowerCase(java.util.Locale.ROOT))) {
                    return true;
                }
                boolean joins = word.equals("and") || word.equals("or") || isFunction(word);
                words += joins ? 0 : 1;
                if (words > 3) {
                    return true;
                }
            }
            at = end;
        }
        return false;
    }

    private static boolean isFunction(String word) {
        return switch (word) {
            case "sqrt", "sin", "cos", "tan", "log", "ln", "pi", "exp" -> true;
            default -> false;
        };
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
