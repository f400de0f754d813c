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
            "if",
            "es", // and what other languages say as often
            "est",
            "ist",
            "el",
            "la",
            "les",
            "der",
            "die",
            "das",
            "und",
            "que",
            "donc",
            "vaut",
            "vale",
            "também",
            "quindi");

    private static final String[] VERBS = {" is ", " are ", " equals ", " be ", " to ", "= "};

    /** The answer of the statement that begins at a position. */
    String at(String text, int start, int limit) {
        String line = line(text, start, limit);
        if (this == OPTIONS) {
            return Announcements.withoutEnding(line.strip());
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
            } else if (c == '。' || c == '।' || c == '．') {
                return line.substring(0, i);
            } else if (c == '.' && !formula && (i + 1 == line.length() || " *\"<)".indexOf(line.charAt(i + 1)) >= 0)) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    /** The value that a sentence states. */
    static String value(String sentence) {
        String stripped = Announcements.withoutEnding(unmarked(sentence.strip()));
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

    /** The last of several sentences on one line, where nothing says which one counts. */
    static String lastSentence(String text) {
        int end = text.length();
        while (end > 0 && " .。\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int stop = text.lastIndexOf(". ", end - 1);
        boolean sentence = stop > 1 && end - stop > 2 && text.indexOf('\\', stop) < 0;
        return sentence ? text.substring(stop + 2, end) : text;
    }

    /** Without a bullet before it and without bold marks in it; {@code 2**3} and {@code - 5} stay what they are. */
    static String plain(String text) {
        String bare = text.strip();
        boolean bullet = bare.startsWith("* ") || bare.startsWith("• ");
        if (bare.startsWith("- ")) {
            int equals = bare.indexOf('=');
            bullet = bare.startsWith("**", 2)
                    || equals > 0 && bare.substring(2, equals).chars().allMatch(c -> Character.isLetter(c) || c == ' ');
        }
        return unmarked(withoutBold(bullet ? bare.substring(2).strip() : bare));
    }

    private static String withoutBold(String text) {
        int open = text.indexOf("**");
        if (open < 0 || text.length() > Values.MAX_LENGTH) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (open >= 0) {
            int close = text.indexOf("**", open + 2);
            boolean begins = (open == 0 || " (=".indexOf(text.charAt(open - 1)) >= 0)
                    && open + 2 < text.length()
                    && text.charAt(open + 2) != ' ';
            boolean ends = close > open + 2
                    && text.charAt(close - 1) != ' '
                    && (close + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(close + 2)));
            if (begins && ends) {
                plain.append(text, from, open).append(text, open + 2, close);
                from = close + 2;
                open = text.indexOf("**", from);
            } else {
                open = close;
            }
        }
        return plain.append(text, from, text.length()).toString();
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
        if (isForeignProse(text)) {
            return true;
        }
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
                while (end < text.length() && text.charAt(end) == '\\') {
                    end++; // escaped once too often
                }
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

    /**
     * The same for scripts beyond Latin, where there is a number to take out: after it one word is what is counted,
     * before it or with a second one it is a sentence.
     */
    private static boolean isForeignProse(String text) {
        int words = 0;
        boolean digits = false;
        boolean label = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            digits |= Character.isDigit(c);
            int end = at;
            while (end < text.length() && text.charAt(end) >= 0x370 && Character.isLetter(text.charAt(end))) {
                end++;
            }
            boolean dense = c >= 0x2E80; // scripts that part no words
            if (end - at >= (dense ? 1 : 3)) {
                words += end - at == 1 && "或和与".indexOf(c) >= 0 ? 0 : 1;
                label |= dense && !digits;
            }
            at = Math.max(end, at + 1);
        }
        return digits && (words >= 2 || label);
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
