package dev.assay.decoder.template;

import dev.assay.decoder.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into tokens, with {@code trim_blocks} and {@code lstrip_blocks} on, as {@code transformers} has it.
 */
final class Lexer {
    /** Longer ones first, so that a prefix never wins. */
    private static final List<String> OPERATORS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{",
            "}", ",", ".", ":", "|");

    /** Of one tag: chains of operators are computed from the inside, and must not overflow the stack. */
    private static final int LONGEST_TAG = 1_000;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean stripNext;
    private boolean trimNext;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        // Jinja drops one newline at the end.
        return new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source).all();
    }

    private List<Token> all() {
        while (at < source.length()) {
            int tag = nextTag(at);
            text(tag);
            at = tag;
            if (at >= source.length()) {
                break;
            }
            char kind = source.charAt(at + 1);
            at += 2;
            if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) {
                at++;
            }
            if (kind == '#') {
                comment();
            } else {
                tokens.add(new Token(kind == '{' ? Kind.OPEN_EXPRESSION : Kind.OPEN_STATEMENT, ""));
                tag(kind == '{' ? "}}" : "%}");
            }
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private int nextTag(int from) {
        for (int i = from; i + 1 < source.length(); i++) {
            char next = source.charAt(i + 1);
            if (source.charAt(i) == '{' && (next == '{' || next == '%' || next == '#')) {
                return i;
            }
        }
        return source.length();
    }

    private void text(int end) {
        int from = at;
        int to = end;
        if (stripNext) {
            while (from < to && Character.isWhitespace(source.charAt(from))) {
                from++;
            }
        } else if (trimNext && from < to && source.charAt(from) == '\n') {
            from++;
        }
        stripNext = false;
        trimNext = false;
        if (end < source.length()) {
            char sign = end + 2 < source.length() ? source.charAt(end + 2) : ' ';
            if (sign == '-') {
                while (to > from && Character.isWhitespace(source.charAt(to - 1))) {
                    to--;
                }
            } else if (sign != '+' && source.charAt(end + 1) != '{') {
                to = withoutIndentation(from, to);
            }
        }
        if (to > from) {
            tokens.add(new Token(Kind.TEXT, source.substring(from, to)));
        }
    }

    /** A block that is the first thing in its line takes the space before it along. */
    private int withoutIndentation(int from, int to) {
        int start = to;
        while (start > from && (source.charAt(start - 1) == ' ' || source.charAt(start - 1) == '\t')) {
            start--;
        }
        boolean first = start == 0 || source.charAt(start - 1) == '\n';
        return first ? start : to;
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw new TemplateException("a comment without end");
        }
        stripNext = end > at && source.charAt(end - 1) == '-';
        trimNext = true;
        at = end + 2;
    }

    private void tag(String end) {
        int braces = 0;
        int count = 0;
        while (true) {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
            if (at >= source.length()) {
                throw new TemplateException("a tag without end");
            }
            if (braces == 0 && closes(end)) {
                return;
            }
            Token token = token();
            if (token.isOperator("{")) {
                braces++;
            } else if (token.isOperator("}")) {
                braces--;
            }
            tokens.add(token);
            if (++count > LONGEST_TAG) {
                throw new TemplateException("a tag of more than " + LONGEST_TAG + " tokens");
            }
        }
    }

    private boolean closes(String end) {
        boolean strip = source.startsWith("-" + end, at);
        boolean keep = source.startsWith("+" + end, at);
        if (!strip && !keep && !source.startsWith(end, at)) {
            return false;
        }
        at += end.length() + (strip || keep ? 1 : 0);
        stripNext = strip;
        trimNext = !keep && end.equals("%}");
        tokens.add(new Token(Kind.CLOSE, ""));
        return true;
    }

    private Token token() {
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            int from = at;
            while (at < source.length()
                    && (Character.isUnicodeIdentifierPart(source.charAt(at)) || source.charAt(at) == '_')) {
                at++;
            }
            return new Token(Kind.NAME, source.substring(from, at));
        }
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                at += operator.length();
                return new Token(Kind.OPERATOR, operator);
            }
        }
        throw new TemplateException("the character '" + c + "' in a tag");
    }

    private Token number() {
        int from = at;
        boolean decimal = false;
        while (at < source.length() && isNumberPart(decimal)) {
            decimal |= source.charAt(at) == '.';
            at++;
        }
        String digits = source.substring(from, at).replace("_", "");
        if (digits.length() > 18) {
            throw new TemplateException("the number " + digits);
        }
        return new Token(decimal ? Kind.DECIMAL : Kind.WHOLE, digits);
    }

    private boolean isNumberPart(boolean decimal) {
        char c = source.charAt(at);
        return c >= '0' && c <= '9'
                || c == '_'
                || !decimal && c == '.' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1));
    }

    private Token string(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < source.length() && source.charAt(at) != quote) {
            char c = source.charAt(at++);
            if (c != '\\' || at >= source.length()) {
                text.append(c);
                continue;
            }
            char escaped = source.charAt(at++);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', '\'', '"' -> text.append(escaped);
                case 'u' -> text.append(unicode());
                default -> text.append(c).append(escaped);
            }
        }
        if (at >= source.length()) {
            throw new TemplateException("a string without end");
        }
        at++;
        return new Token(Kind.STRING, text.toString());
    }

    private char unicode() {
        try {
            char c = (char) Integer.parseInt(source.substring(at, at + 4), 16);
            at += 4;
            return c;
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new TemplateException("\\u without four hexadecimal digits");
        }
    }
}
