package dev.assay.math.puzzle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a Python literal by descent, not deeper than a bound. */
final class LiteralReader {
    private static final int MAX_DEPTH = 60;
    private static final int MAX_EXPONENT = 400;

    private final String text;
    private int at;
    private int depth;

    LiteralReader(String text) {
        this.text = text;
    }

    /**
     * The whole text as one literal; several with commas are a tuple.
     *
     * @throws IllegalArgumentException where it is none
     */
    Literal whole() {
        Literal first = value();
        if (peek() == ',') {
            List<Literal> items = new ArrayList<>(List.of(first));
            while (peek() == ',') {
                at++;
                if (peek() != 0) {
                    items.add(value());
                }
            }
            first = Literal.sequence(items, true);
        }
        if (peek() != 0) {
            throw wrong();
        }
        return first;
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no literal at " + at);
    }

    private Literal value() {
        if (++depth > MAX_DEPTH) {
            throw wrong();
        }
        char c = peek();
        Literal value = switch (c) {
            case '[' -> Literal.sequence(items(']').items(), false);
            case '(' -> {
                Items items = items(')');
                yield items.items().size() == 1 && !items.comma()
                        ? items.items().getFirst()
                        : Literal.sequence(items.items(), true);
            }
            case '{' -> braces();
            case '\'', '"' -> new Literal.Text(quoted(false), false);
            default -> word();
        };
        depth--;
        return value;
    }

    private record Items(List<Literal> items, boolean comma) {}

    private Items items(char close) {
        at++;
        List<Literal> items = new ArrayList<>();
        boolean comma = false;
        while (peek() != close) {
            items.add(value());
            comma = peek() == ',';
            if (comma) {
                at++;
            } else if (peek() != close) {
                throw wrong();
            }
        }
        at++;
        return new Items(items, comma);
    }

    private Literal braces() {
        at++;
        List<Literal> items = new ArrayList<>();
        Map<Literal, Literal> entries = new HashMap<>();
        while (peek() != '}') {
            Literal key = value();
            if (peek() == ':') {
                at++;
                entries.put(key, value());
            } else {
                items.add(key);
            }
            if (peek() == ',') {
                at++;
            } else if (peek() != '}') {
                throw wrong();
            }
        }
        at++;
        if (!items.isEmpty() && !entries.isEmpty()) {
            throw wrong();
        }
        return items.isEmpty() ? Literal.dictionary(entries) : Literal.group(items);
    }

    private String quoted(boolean raw) {
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        boolean triple = text.startsWith(three, at);
        at += triple ? 3 : 1;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (triple ? text.startsWith(three, at) : c == quote) {
                at += triple ? 3 : 1;
                return content.toString();
            }
            if (c == '\\' && !raw && at + 1 < text.length()) {
                escape(content);
            } else {
                content.append(c);
                at++;
            }
        }
        throw wrong();
    }

    private void escape(StringBuilder content) {
        char c = text.charAt(at + 1);
        at += 2;
        switch (c) {
            case 'n' -> content.append('\n');
            case 't' -> content.append('\t');
            case 'r' -> content.append('\r');
            case '0' -> content.append('\0');
            case '\\', '\'', '"' -> content.append(c);
            case 'x' -> hex(content, 2);
            case 'u' -> hex(content, 4);
            default -> content.append('\\').append(c);
        }
    }

    private void hex(StringBuilder content, int digits) {
        if (at + digits > text.length()) {
            throw wrong();
        }
        content.append((char) Integer.parseInt(text.substring(at, at + digits), 16));
        at += digits;
    }

    private Literal word() {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at), from)) {
            at++;
        }
        String word = text.substring(from, at);
        boolean quote = at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"');
        if (quote && (word.equals("b") || word.equals("r") || word.equals("u"))) {
            return new Literal.Text(quoted(word.equals("r")), word.equals("b"));
        }
        return switch (word) {
            case "True" -> Literal.number(BigDecimal.ONE);
            case "False" -> Literal.number(BigDecimal.ZERO);
            case "None", "inf", "-inf", "nan" -> new Literal.Name(word);
            case "set" -> emptySet();
            default -> number(word.replace("_", ""));
        };
    }

    private Literal emptySet() {
        if (!text.startsWith("()", at)) {
            throw wrong();
        }
        at += 2;
        return Literal.group(List.of());
    }

    private boolean isWord(char c, int from) {
        boolean sign = c == '-' || c == '+';
        return Character.isLetterOrDigit(c)
                || c == '.'
                || c == '_'
                || sign && (at == from || "eE".indexOf(text.charAt(at - 1)) >= 0);
    }

    private Literal number(String word) {
        int exponent = Math.max(word.indexOf('e'), word.indexOf('E'));
        if (word.isEmpty() || exponent >= 0 && word.length() - exponent > 5) {
            throw wrong();
        }
        try {
            BigDecimal value = new BigDecimal(word);
            if (Math.abs((long) value.scale()) > MAX_EXPONENT + word.length()) {
                throw wrong();
            }
            return Literal.number(value);
        } catch (NumberFormatException _) {
            throw wrong();
        }
    }
}
