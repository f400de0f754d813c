package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a text into tokens in one pass; the many spellings of one thing become one token. */
final class Tokenizer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int brackets;
    private boolean spaced;

    /** @param text in which {@link #plain} has already been applied */
    private Tokenizer(String text) {
        this.text = text;
    }

    /** Cuts the text; the last token is {@link Kind#END}. */
    static List<Token> tokenize(String text) throws ParseFailure {
        Tokenizer tokenizer = new Tokenizer(plain(text));
        tokenizer.run();
        return tokenizer.tokens;
    }

    /** The text with Unicode spellings of mathematics in ASCII and LaTeX. */
    static String plain(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) < 0x80) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            Optional<String> ascii = c < 0x80 ? Optional.empty() : Words.ascii(c);
            if (ascii.isPresent()) {
                plain.append(ascii.get());
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private void run() throws ParseFailure {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '~') {
                spaced = true;
                at++;
            } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
                NumberScan scan = NumberScan.scan(text, at, brackets == 0);
                add(new Token(Kind.NUMBER, text.substring(at, scan.end()), scan.value(), scan.whole(), at, spaced));
                at = scan.end();
            } else if (c == '\\') {
                command();
            } else if (Character.isLetter(c)) {
                word();
            } else {
                sign(c);
            }
        }
        add(Kind.END, "", at);
    }

    private void word() throws ParseFailure {
        int start = at;
        while (at < text.length() && isLetter(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && Character.isLetter(text.charAt(at))) {
            foreignWord(start);
            return;
        }
        String word = text.substring(start, at);
        if (word.length() == 1) {
            letter(word, start);
            return;
        }
        String known = Words.alias(word);
        Optional<String> sign = Words.plainSign(word);
        if (word.equals("mod")) {
            add(Kind.COMMAND, known, start);
            return;
        }
        if (sign.isPresent()) {
            add(Kind.SIGN, sign.get(), start);
        } else if (Words.constant(word).isPresent()) {
            add(Kind.CONSTANT, word, start);
        } else if (Words.isFunction(known)) {
            add(Kind.FUNCTION, known, start);
        } else if (word.equals("sqrt")) {
            add(Kind.COMMAND, word, start);
        } else if (Words.isGreek(word) && word.length() > 2) {
            add(Kind.LETTER, word, start);
        } else {
            add(Kind.WORD, word, start);
        }
    }

    /**
     * A word that is not of ASCII letters alone: what is counted after a number, or a name. A single letter of another
     * alphabet is more likely a variable that was typed in the wrong one.
     */
    private void foreignWord(int start) throws ParseFailure {
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.length() == 1 && word.charAt(0) < 0x2E80 && !Units.isKnown(word)) {
            throw new ParseFailure(start, "the character " + shown(word.charAt(0)));
        }
        add(Kind.TEXT, word, start);
    }

    private void letter(String letter, int start) {
        switch (letter) {
            case "e" -> add(Kind.CONSTANT, "e", start);
            case "i" -> add(Kind.CONSTANT, "i", start);
            default -> add(Kind.LETTER, letter, start);
        }
    }

    private void command() throws ParseFailure {
        int start = at;
        char next = peek(1);
        if (!isLetter(next)) {
            at += 2;
            switch (next) {
                case ',', ';', ':', '!', ' ', '/', '\n', '>' -> spaced = true;
                case '(', ')', '[', ']' -> spaced = true; // formula delimiters
                case '{', '}' -> {
                    brackets += next == '{' ? 1 : -1;
                    add(Kind.SIGN, "\\" + next, start);
                }
                case '%', '$', '&', '_', '#', '|' -> add(Kind.SIGN, String.valueOf(next), start);
                case '\\' -> backslashes(start);
                default -> throw new ParseFailure(start, "a backslash before " + shown(next));
            }
            return;
        }
        int end = at + 1;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        String name = Words.alias(text.substring(start + 1, end));
        at = end;
        if (Words.isTextual(name)) {
            textual(start);
        } else if (Words.isLayout(name)) {
            spaced = true;
            if ((name.equals("left") || name.equals("right")) && peek(0) == '.') {
                at++;
            }
        } else if (Words.sign(name).isPresent()) {
            add(Kind.SIGN, Words.sign(name).get(), start);
        } else if (Words.constant(name).isPresent()) {
            add(Kind.CONSTANT, name, start);
        } else if (Words.isFunction(name)) {
            add(Kind.FUNCTION, name, start);
        } else if (Words.isCommand(name)) {
            add(Kind.COMMAND, name, start);
        } else if (Words.isGreek(name)) {
            add(Kind.LETTER, name, start);
        } else if (name.startsWith("quad")) {
            spaced = true;
            at = start + "\\quad".length(); // \quad that runs into the next word
        } else {
            throw new ParseFailure(start, "the command \\" + name);
        }
    }

    /** A doubled backslash is a line break in LaTeX, or an escape that was escaped once too often. */
    private void backslashes(int start) throws ParseFailure {
        if (isLetter(peek(0)) || peek(0) == '{' || peek(0) == '}' || peek(0) == '%' || peek(0) == '$') {
            at--;
            command();
        } else {
            add(Kind.SIGN, "\\\\", start);
        }
    }

    private void textual(int start) throws ParseFailure {
        while (peek(0) == ' ') {
            at++;
        }
        if (peek(0) != '{') {
            return; // \mathrm e
        }
        int depth = 1;
        int end = at + 1;
        while (end < text.length() && depth > 0) {
            char c = text.charAt(end++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        if (depth > 0) {
            throw new ParseFailure(start, "a text without end");
        }
        String raw = text.substring(at + 1, end - 1);
        String content = spacedOut(raw).strip();
        at = end;
        String lower = content.toLowerCase(java.util.Locale.ROOT);
        if (content.isEmpty()) {
            spaced = true;
        } else if (Words.plainSign(lower).isPresent()) {
            add(Kind.SIGN, Words.plainSign(lower).get(), start);
        } else if (content.length() == 1 && isLetter(content.charAt(0))) {
            boolean unit =
                    raw.startsWith(" ") && !tokens.isEmpty() && tokens.getLast().kind() == Kind.NUMBER;
            if (unit) {
                add(Kind.TEXT, content, start);
            } else {
                letter(content, start);
            }
        } else if (isWordy(content)) {
            String known = Words.alias(content);
            if (Words.isFunction(known)) {
                add(Kind.FUNCTION, known, start);
            } else {
                add(Kind.TEXT, content, start);
            }
        } else {
            Tokenizer inner = new Tokenizer(content);
            inner.brackets = brackets;
            inner.spaced = true;
            inner.runPlain(start);
            tokens.addAll(inner.tokens);
            spaced = true;
        }
    }

    /** With plain spaces for thin ones: {@code km\,h^{-1}}. */
    private static String spacedOut(String content) {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        return content.replace("\\,", " ")
                .replace("\\;", " ")
                .replace("\\ ", " ")
                .replace("\\cdot", "*");
    }

    /** Tokens of a text that is mathematics inside of text markers; no nested texts. */
    private void runPlain(int start) throws ParseFailure {
        if (text.indexOf('\\') >= 0) {
            throw new ParseFailure(start, "a command inside of text");
        }
        run();
        tokens.removeLast();
    }

    private static boolean isWordy(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (!Character.isLetter(c) && c != ' ' && c != '.' && c != '-' && c != '\'' && c != '/') {
                return false;
            }
        }
        return true;
    }

    private void sign(char c) throws ParseFailure {
        int start = at++;
        switch (c) {
            case '(', '[' -> {
                brackets++;
                add(Kind.SIGN, String.valueOf(c), start);
            }
            case ')', ']' -> {
                brackets--;
                add(Kind.SIGN, String.valueOf(c), start);
            }
            case '*' -> {
                if (peek(0) == '*') {
                    at++;
                    add(Kind.SIGN, "^", start);
                } else {
                    add(Kind.SIGN, "*", start);
                }
            }
            case '<', '>', '!', '=' -> {
                if (peek(0) == '=') {
                    at++;
                    add(Kind.SIGN, c == '=' ? "=" : c + "=", start);
                } else {
                    add(Kind.SIGN, String.valueOf(c), start);
                }
            }
            case '{', '}', '+', '-', '/', '^', '_', '|', '%', '\'', ',', ';', ':', '&' ->
                add(Kind.SIGN, String.valueOf(c), start);
            case '$' -> spaced = true;
            case '.' -> {
                if (at < text.length() && !text.substring(at).isBlank()) {
                    throw new ParseFailure(start, "a full stop");
                }
            }
            default -> throw new ParseFailure(start, "the character " + shown(c));
        }
    }

    private void add(Kind kind, String name, int start) {
        add(new Token(kind, name, Rational.ZERO, false, start, spaced));
    }

    private void add(Token token) {
        tokens.add(token);
        spaced = false;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String shown(char c) {
        return Character.isISOControl(c) ? "U+%04X".formatted((int) c) : "'" + c + "'";
    }
}
