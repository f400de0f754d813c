package dev.assay.math.puzzle;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and evaluates an expression of whole numbers, the four operations and brackets, in plain text or LaTeX, and
 * keeps the numbers that it uses. Whatever else is written is refused; nothing is ever evaluated as a program.
 */
final class Arithmetic {
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_DIGITS = 18;

    /** What an expression comes to, and the numbers in it in their order. */
    record Result(Rational value, List<Rational> used) {}

    private final String text;
    private final Steps steps = new Steps(1_000_000);
    private final List<Rational> used = new ArrayList<>();
    private int at;
    private int depth;

    private Arithmetic(String text) {
        this.text = text;
    }

    /**
     * Evaluates.
     *
     * @throws IllegalArgumentException where it is no such expression, with position
     * @throws ArithmeticException where it divides by zero
     * @throws TooCostly where it is too long or too deep
     */
    static Result of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new TooCostly("an expression of " + text.length() + " characters");
        }
        Arithmetic arithmetic = new Arithmetic(plain(text));
        Rational value = arithmetic.sum();
        if (arithmetic.peek() != 0) {
            throw arithmetic.unexpected();
        }
        return new Result(value, List.copyOf(arithmetic.used));
    }

    private static String plain(String text) {
        String plain = text;
        for (String[] same : new String[][] {
            {"\\left", ""},
            {"\\right", ""},
            {"\\times", "*"},
            {"\\cdot", "*"},
            {"\\div", "/"},
            {"\\dfrac", "\\frac"},
            {"\\tfrac", "\\frac"},
            {"\\,", " "},
            {"\\;", " "},
            {"\\ ", " "},
            {"$", " "},
            {"×", "*"},
            {"·", "*"},
            {"⋅", "*"},
            {"∗", "*"},
            {"÷", "/"},
            {"∕", "/"},
            {"−", "-"},
            {"–", "-"},
            {"（", "("},
            {"）", ")"},
            {"\\(", " "},
            {"\\)", " "},
            {"\\[", " "},
            {"\\]", " "},
            {" x ", " * "}
        }) {
            plain = plain.replace(same[0], same[1]);
        }
        return plain.strip();
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected() {
        char c = peek();
        return new IllegalArgumentException(c == 0 ? "the end comes too early" : "unexpected '" + c + "' at " + at);
    }

    private Rational sum() {
        if (++depth > MAX_DEPTH) {
            throw new TooCostly("an expression nested too deeply");
        }
        Rational sum = product();
        for (char c = peek(); c == '+' || c == '-'; c = peek()) {
            at++;
            Rational next = product();
            sum = c == '+' ? sum.plus(next, steps) : sum.minus(next, steps);
        }
        depth--;
        return sum;
    }

    private Rational product() {
        Rational product = factor();
        while (true) {
            char c = peek();
            if (c == '*' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
                throw unexpected();
            }
            if (c == '*' || c == '/') {
                at++;
                Rational next = factor();
                product = c == '*' ? product.times(next, steps) : product.dividedBy(next, steps);
            } else if (c == '(' || c == '[') {
                product = product.times(factor(), steps);
            } else {
                return product;
            }
        }
    }

    private Rational factor() {
        boolean negative = false;
        for (char c = peek(); c == '-' || c == '+'; c = peek()) {
            negative ^= c == '-';
            at++;
        }
        Rational value = primary();
        return negative ? value.negate() : value;
    }

    private Rational primary() {
        char c = peek();
        if (c == '(' || c == '[' || c == '{') {
            return bracket(c);
        }
        if (text.startsWith("\\frac", at)) {
            at += "\\frac".length();
            Rational top = argument();
            return top.dividedBy(argument(), steps);
        }
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from || at - from > MAX_DIGITS) {
            throw unexpected();
        }
        Rational number = Rational.of(new BigInteger(text.substring(from, at)));
        used.add(number);
        return number;
    }

    private Rational bracket(char open) {
        at++;
        Rational value = sum();
        if (peek() != (open == '(' ? ')' : open == '[' ? ']' : '}')) {
            throw unexpected();
        }
        at++;
        return value;
    }

    private Rational argument() {
        if (peek() != '{') {
            throw unexpected();
        }
        return bracket('{');
    }
}
