package dev.assay.language.text;

/**
 * Walks once through a text and reports its words; what is no prose is stepped over and counted. Nested spans are
 * followed to a fixed depth, deeper ones are plain text.
 */
public final class WordScanner {
    private static final int DEEPEST = 4;
    private static final int LONGEST_ARGUMENT = 300;
    private static final int MOST_WORDS_OF_A_FORMULA = 3;
    private static final int SHORTEST_WORD_OF_PROSE = 3;

    private final String text;
    private final Words words;
    private final Tokens tokens;
    private final Spans spans;
    private final Segments segments;
    private long neutralLetters;
    private long neutralSpans;

    private WordScanner(String text, int end, Sink sink) {
        this.text = text;
        this.words = new Words(text, sink);
        this.tokens = new Tokens(text);
        this.spans = new Spans(text, end);
        this.segments = new Segments(text, words);
    }

    /** Takes the words in the order of the text. The word is filled again once the call returns. */
    @FunctionalInterface
    public interface Sink {
        void word(Word word);
    }

    /**
     * What was seen besides words.
     *
     * @param wordLetters how many letters the words have
     * @param neutralLetters how many letters the neutral spans have
     * @param neutralSpans how many spans and tokens were neutral: code, formulas, addresses, tags, numbers
     */
    public record Extent(long wordLetters, long neutralLetters, long neutralSpans) {
        /** The share of letters in neutral spans, from 0 to 1; 0 where there are no letters. */
        public double neutralShare() {
            long all = wordLetters + neutralLetters;
            return all == 0 ? 0 : (double) neutralLetters / all;
        }
    }

    /** Reports the words of {@code [from, to)}. */
    public static Extent scan(String text, int from, int to, Sink sink) {
        WordScanner scanner = new WordScanner(text, to, sink);
        scanner.prose(from, to, 0);
        return new Extent(scanner.words.letters(), scanner.neutralLetters, scanner.neutralSpans);
    }

    private void prose(int from, int to, int depth) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            i = switch (Glyphs.kind(c)) {
                case Glyphs.LETTER -> letter(i, to);
                case Glyphs.DIGIT -> number(i, to);
                case Glyphs.SURROGATE -> segments.supplementary(i, to);
                case Glyphs.LINE -> words.line(i, to);
                case Glyphs.CLAUSE -> words.clause(i);
                case Glyphs.SENTENCE -> words.stop(i, to);
                case Glyphs.MARKUP -> markup(i, to, depth);
                default -> i + 1;
            };
        }
    }

    private int letter(int i, int to) {
        char c = text.charAt(i);
        if (Glyphs.script(c).needsDictionary()) {
            return segments.run(i, to);
        }
        if (!Glyphs.isAsciiLetter(c)) {
            return words.word(i, to);
        }
        return switch (tokens.read(i, to)) {
            case PLAIN -> words.word(i, to);
            case IDENTIFIER -> words.identifier(i, tokens.end());
            case SYMBOL, ADDRESS -> neutral(i, tokens.end());
        };
    }

    private int number(int i, int to) {
        neutralSpans++;
        return Tokens.numberEnd(text, i, to);
    }

    private int markup(int i, int to, int depth) {
        return switch (text.charAt(i)) {
            case '`' -> code(i, to);
            case '~' -> {
                int fence = spans.fence(i);
                yield fence >= 0 && fence <= to ? neutral(i, fence) : i + 1;
            }
            case '$' -> {
                int end = spans.dollars(i);
                int sign = i + 1 < to && text.charAt(i + 1) == '$' ? 2 : 1;
                yield end >= 0 && end <= to ? formula(i + sign, end - sign, end, depth) : i + sign;
            }
            case '\\' -> command(i, to, depth);
            case '<' -> {
                int end = Tokens.tagEnd(text, i, to);
                yield end >= 0 ? tag(i, end) : i + 1;
            }
            default ->
                i + 1 < to && Glyphs.isAsciiLetter(text.charAt(i + 1)) // a mention
                        ? neutral(i, Tokens.nameEnd(text, i + 1, to))
                        : i + 1;
        };
    }

    private int code(int i, int to) {
        int fence = spans.fence(i);
        if (fence >= 0 && fence <= to) {
            return neutral(i, fence);
        }
        int inline = spans.inlineCode(i);
        return inline >= 0 && inline <= to ? neutral(i, inline) : i + spans.run(i, '`');
    }

    /** A tag is no content: a part of nothing but tags is empty. */
    private int tag(int from, int to) {
        neutral(from, to);
        neutralSpans--;
        return to;
    }

    private int neutral(int from, int to) {
        neutralSpans++;
        for (int i = from; i < to; i++) {
            if (Glyphs.kind(text.charAt(i)) == Glyphs.LETTER) {
                neutralLetters++;
            }
        }
        return to;
    }

    /** A command of LaTeX outside of formulas: its arguments are formulas, but for commands that only set text. */
    private int command(int i, int to, int depth) {
        if (i + 1 >= to) {
            return to;
        }
        char next = text.charAt(i + 1);
        if (next == '(' || next == '[') {
            int end = spans.bracketed(i);
            return end >= 0 && end <= to ? formula(i + 2, end - 2, end, depth) : i + 2;
        }
        if (!Glyphs.isAsciiLetter(next)) {
            return i + 2;
        }
        int name = Tokens.lettersEnd(text, i + 1, to);
        String command = Latex.name(text, i + 1, name);
        if (Latex.setsText(command)) {
            return name;
        }
        neutralSpans++;
        if (command.equals("begin") || command.equals("end")) {
            return environment(command, name, to, depth);
        }
        return arguments(name, to, depth);
    }

    private int environment(String command, int name, int to, int depth) {
        if (name >= to || text.charAt(name) != '{') {
            return name;
        }
        int close = spans.brace(name, Latex.LONGEST_NAME);
        if (close < 0 || close >= to) {
            return name;
        }
        String environment = Latex.name(text, name + 1, close);
        if (command.equals("end") || !Latex.isNeutral(environment)) {
            return close + 1;
        }
        int end = spans.environment(name, close + 1);
        if (end < 0 || end >= to) {
            return close + 1;
        }
        int after = Math.min(to, end + "\\end".length() + close + 1 - name);
        return Latex.isCode(environment) ? neutral(close + 1, after) : formula(close + 1, end, after, depth);
    }

    private int arguments(int from, int to, int depth) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '_' || c == '^') {
                i++;
                continue;
            }
            if (c != '{') {
                return i;
            }
            int close = spans.brace(i, LONGEST_ARGUMENT);
            if (close < 0 || close >= to) {
                return i + 1;
            }
            i = formula(i + 1, close, close + 1, depth);
        }
        return i;
    }

    private int formula(int from, int to, int after, int depth) {
        neutralSpans++;
        if (depth < DEEPEST && isProse(from, to)) {
            prose(from, to, depth + 1);
        } else {
            mathematics(from, to, depth);
        }
        return after;
    }

    /** Whether there are more words than a formula has, so that a sentence between dollar signs stays a sentence. */
    private boolean isProse(int from, int to) {
        int found = 0;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '\\') {
                i = Math.max(i + 2, Tokens.lettersEnd(text, i + 1, to));
                if (i < to && text.charAt(i) == '{' && text.charAt(i - 1) != '\\') {
                    continue;
                }
            } else if (Glyphs.isAsciiLetter(c)) {
                int end = Tokens.lettersEnd(text, i, to);
                if (end - i >= SHORTEST_WORD_OF_PROSE && !Latex.isOperator(text, i, end)) {
                    found++;
                }
                i = end;
            } else {
                i++;
            }
        }
        return found > MOST_WORDS_OF_A_FORMULA;
    }

    /** Only the letters that formulas are written with are neutral; text commands and other scripts are words. */
    private void mathematics(int from, int to, int depth) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            int kind = Glyphs.kind(c);
            if (c == '\\') {
                int name = Tokens.lettersEnd(text, i + 1, to);
                if (depth < DEEPEST
                        && name < to
                        && text.charAt(name) == '{'
                        && Latex.setsText(Latex.name(text, i + 1, name))) {
                    int close = spans.brace(name, LONGEST_ARGUMENT);
                    if (close >= 0 && close < to) {
                        prose(name + 1, close, depth + 1);
                        i = close + 1;
                        continue;
                    }
                }
                i = Math.max(i + 2, name);
            } else if (kind == Glyphs.LETTER && !isMathematical(Glyphs.script(c))) {
                i = Glyphs.script(c).needsDictionary() ? segments.run(i, to) : words.word(i, to);
            } else {
                if (kind == Glyphs.LETTER) {
                    neutralLetters++;
                }
                i++;
            }
        }
    }

    private static boolean isMathematical(Script script) {
        return script == Script.LATIN || script == Script.GREEK || script == Script.HEBREW || script == Script.OTHER;
    }
}
