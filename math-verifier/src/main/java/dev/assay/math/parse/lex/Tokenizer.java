package dev.assay.math.parse.lex;

import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.lex.Token.Kind;
import dev.assay.math.parse.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a text into tokens in one pass; the many spellings of one thing become one token. */
public final class Tokenizer {
    private static final int MAX_NESTED_TEXTS = 8;

    private final String text;
    private final Commands commands = new Commands(this);
    private final List<Token> tokens = new ArrayList<>();
    private final int nested;
    private int at;
    private int brackets;
    private boolean spaced;

    private Tokenizer(String plain, int nested) {
        this.text = plain;
        this.nested = nested;
    }

    /**
     * Cuts the text; the last token is {@link Kind#END}.
     *
     * @throws ParseFailure where something is neither mathematics nor words
     */
    public static List<Token> tokenize(String text) throws ParseFailure {
        Tokenizer tokenizer = new Tokenizer(Characters.plain(text), 0);
        tokenizer.run();
        Differentials.mark(tokenizer.tokens);
        return tokenizer.tokens;
    }

    private void run() throws ParseFailure {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '~') {
                spaced = true;
                at++;
            } else if (Characters.isDigit(c) || (c == '.' && Characters.isDigit(peek(1)))) {
                NumberScan scan = NumberScan.scan(text, at, brackets == 0);
                tokens.add(
                        new Token(Kind.NUMBER, text.substring(at, scan.end()), scan.value(), scan.whole(), at, spaced));
                spaced = false;
                at = scan.end();
            } else if (c == '\\') {
                commands.read();
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
        while (at < text.length() && Characters.isLetter(text.charAt(at))) {
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
        } else if (word.equals("min") && afterNumber()) {
            add(Kind.WORD, word, start);
        } else if (sign.isPresent()) {
            add(Kind.SIGN, sign.get(), start);
        } else if (Words.constant(word).isPresent() && !word.equals("top") && !word.equals("bot")) {
            add(Kind.CONSTANT, word, start);
        } else if (Words.isFunction(known) && word.length() > 2
                || word.equals("ln")
                || word.equals("lg")
                || word.equals("tg")) {
            add(Kind.FUNCTION, known, start);
        } else if (word.equals("sqrt")) {
            add(Kind.COMMAND, word, start);
        } else if (Words.isGreek(word) && word.length() > 2) {
            add(Kind.LETTER, word, start);
        } else if (isScript()) {
            at = start + 1; // TeX raises and lowers one letter only
            letter(word.substring(0, 1), start);
        } else {
            add(Kind.WORD, word, start);
        }
    }

    private boolean isScript() {
        return !tokens.isEmpty()
                && (tokens.getLast().is("^") || tokens.getLast().is("_"));
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

    void letter(String letter, int start) {
        add(letter.equals("e") || letter.equals("i") ? Kind.CONSTANT : Kind.LETTER, letter, start);
    }

    /** Tokens of a text that is mathematics inside of text markers; behind a number its letters are units. */
    void inner(String content, int start, boolean units) throws ParseFailure {
        if (nested == MAX_NESTED_TEXTS) {
            throw new ParseFailure(start, "texts inside of texts");
        }
        Tokenizer inner = new Tokenizer(content, nested + 1);
        inner.brackets = brackets;
        inner.spaced = true;
        inner.run();
        inner.tokens.removeLast();
        for (Token token : inner.tokens) {
            boolean unit =
                    units && (token.kind() == Kind.LETTER || token.kind() == Kind.WORD) && Units.isKnown(token.text());
            tokens.add(new Token(
                    unit ? Kind.TEXT : token.kind(),
                    token.text(),
                    token.value(),
                    token.whole(),
                    start,
                    token.spaced()));
        }
        spaced = true;
    }

    private void sign(char c) throws ParseFailure {
        int start = at++;
        switch (c) {
            case '(', '[' -> open(String.valueOf(c), start);
            case ')', ']' -> close(String.valueOf(c), start);
            case '*' -> {
                at += peek(0) == '*' ? 1 : 0;
                add(Kind.SIGN, at - start == 2 ? "^" : "*", start);
            }
            case '<' -> {
                String arrow = text.startsWith("=>", at) || text.startsWith("->", at) ? "↔" : "";
                at += arrow.isEmpty() ? peek(0) == '=' ? 1 : 0 : 2;
                add(Kind.SIGN, arrow.isEmpty() ? at - start == 2 ? "<=" : "<" : arrow, start);
            }
            case '>', '!', '=' -> {
                boolean arrow = c == '=' && peek(0) == '>';
                boolean equal = peek(0) == '=';
                at += arrow || equal ? 1 : 0;
                add(Kind.SIGN, arrow ? "⇒" : c == '=' ? "=" : equal ? c + "=" : String.valueOf(c), start);
            }
            case '-' -> {
                boolean arrow = peek(0) == '>';
                at += arrow ? 1 : 0;
                add(Kind.SIGN, arrow ? "→" : "-", start);
            }
            case ':' -> {
                boolean assigned = peek(0) == '=';
                at += assigned ? 1 : 0;
                add(Kind.SIGN, assigned ? "=" : ":", start);
            }
            case '"' -> {
                add(Kind.SIGN, "'", start);
                add(Kind.SIGN, "'", start);
            }
            case '|' -> {
                boolean norm = peek(0) == '|' && commands.side() != Commands.Side.NONE;
                at += norm ? 1 : 0;
                bar(norm, start);
            }
            case '{', '}', '+', '/', '^', '_', '%', '\'', ',', ';', '&' -> add(Kind.SIGN, String.valueOf(c), start);
            case '$' -> spaced = true;
            case '.' -> {
                if (text.startsWith("..", at)) {
                    at += 2;
                    add(Kind.SIGN, "…", start);
                } else if (at < text.length() && !text.substring(at).isBlank()) {
                    throw new ParseFailure(start, "a full stop");
                }
            }
            default -> throw new ParseFailure(start, "the character " + shown(c));
        }
    }

    /** A vertical bar, single or double, which opens or closes where a size command before it says so. */
    void bar(boolean norm, int start) {
        String name = norm ? "lVert" : "lvert";
        switch (commands.side()) {
            case NONE -> add(Kind.SIGN, norm ? "‖" : "|", start);
            case LEFT -> add(Kind.SIGN, name, start);
            case RIGHT -> add(Kind.SIGN, name.replace('l', 'r'), start);
        }
    }

    void open(String sign, int start) {
        brackets++;
        add(Kind.SIGN, sign, start);
    }

    void close(String sign, int start) {
        brackets--;
        add(Kind.SIGN, sign, start);
    }

    void add(Kind kind, String name, int start) {
        tokens.add(Token.of(kind, name, start, spaced));
        spaced = false;
        commands.forget();
    }

    // ── what the reader of commands needs ──

    String text() {
        return text;
    }

    int at() {
        return at;
    }

    void move(int to) {
        at = to;
    }

    void space() {
        spaced = true;
    }

    boolean afterNumber() {
        return !tokens.isEmpty() && tokens.getLast().kind() == Kind.NUMBER;
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    static String shown(char c) {
        return Character.isISOControl(c) ? "U+%04X".formatted((int) c) : "'" + c + "'";
    }
}
