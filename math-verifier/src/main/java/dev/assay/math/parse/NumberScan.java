package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import java.math.BigInteger;

/**
 * A written number: digits with group separators, decimals, repeating decimals, scientific notation with {@code e}.
 *
 * @param end the position after it
 * @param whole whether it has neither decimals nor an exponent
 */
record NumberScan(Rational value, int end, boolean whole) {
    private static final int MAX_EXPONENT = 10_000;

    /** @param commas whether a comma before three digits groups them; inside brackets it separates values instead */
    static NumberScan scan(String text, int start, boolean commas) {
        int at = start;
        StringBuilder digits = new StringBuilder();
        while (Tokenizer.isDigit(charAt(text, at))) {
            digits.append(text.charAt(at++));
        }
        if (digits.length() >= 1 && digits.length() <= 3 && digits.charAt(0) != '0') {
            int separator = group(text, at, commas);
            int style = separator == 0 ? 0 : text.charAt(at) == ' ' ? 1 : 2;
            while (separator > 0) {
                digits.append(text, at + separator, at + separator + 3);
                at += separator + 3;
                separator = group(text, at, commas);
                if (separator > 0 && (text.charAt(at) == ' ' ? 1 : 2) != style) {
                    separator = 0;
                }
            }
        }
        int decimals = 0;
        Steps steps = new Steps(4_000_000);
        Rational tail = Rational.ZERO;
        boolean whole = true;
        boolean comma = decimalComma(text, at, digits.length());
        if (comma) {
            whole = false;
            at += 3;
            while (Tokenizer.isDigit(charAt(text, at))) {
                digits.append(text.charAt(at++));
                decimals++;
            }
        } else if (charAt(text, at) == '.'
                && (Tokenizer.isDigit(charAt(text, at + 1)) || digits.length() > 0 && repeats(text, at + 1))) {
            whole = false;
            at++;
            while (Tokenizer.isDigit(charAt(text, at))) {
                digits.append(text.charAt(at++));
                decimals++;
            }
            int open = opening(text, at);
            if (open > 0) {
                int from = at + open;
                int to = from;
                while (Tokenizer.isDigit(charAt(text, to))) {
                    to++;
                }
                BigInteger nines = BigInteger.TEN.pow(to - from).subtract(BigInteger.ONE);
                tail = Rational.of(
                        new BigInteger(text.substring(from, to)), nines.multiply(BigInteger.TEN.pow(decimals)), steps);
                at = to + 1;
            }
        } else if (charAt(text, at) == '.'
                && !Tokenizer.isLetter(charAt(text, at + 1))
                && charAt(text, at + 1) != '.') {
            at++; // 5. is 5
        }
        Rational value = Rational.of(
                        digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits.toString()),
                        BigInteger.TEN.pow(decimals),
                        steps)
                .plus(tail, steps);
        return exponent(text, at, value, whole, steps);
    }

    private static NumberScan exponent(String text, int at, Rational value, boolean whole, Steps steps) {
        char e = charAt(text, at);
        if (e != 'e' && e != 'E') {
            return new NumberScan(value, at, whole);
        }
        int from = at + 1;
        boolean negative = charAt(text, from) == '-';
        if (negative || charAt(text, from) == '+') {
            from++;
        }
        int to = from;
        while (Tokenizer.isDigit(charAt(text, to))) {
            to++;
        }
        if (to == from) {
            return new NumberScan(value, at, whole);
        }
        if (to - from > 6 || Integer.parseInt(text.substring(from, to)) > MAX_EXPONENT) {
            throw new TooCostly("an exponent above " + MAX_EXPONENT);
        }
        BigInteger power = BigInteger.TEN.pow(Integer.parseInt(text.substring(from, to)));
        Rational scale = Rational.of(power);
        return new NumberScan(value.times(negative ? scale.inverse() : scale, steps), to, false);
    }

    /** The length of a group separator at {@code at} that three digits follow, and no fourth; 0 where there is none. */
    private static int group(String text, int at, boolean commas) {
        int length = 0;
        if (text.startsWith("{,}", at)) {
            length = 3;
        } else if (text.startsWith("{, }", at)) {
            length = 4;
        } else if (text.startsWith(",\\!", at)) {
            length = 3;
            if (charAt(text, at + 3) == ' ') {
                length++;
            }
        } else if (charAt(text, at) == ',' && commas) {
            length = 1;
        } else if (text.startsWith("\\,", at)) {
            length = 2;
        } else if (charAt(text, at) == ' ') {
            length = 1;
        }
        if (length == 0) {
            return 0;
        }
        for (int i = 0; i < 3; i++) {
            if (!Tokenizer.isDigit(charAt(text, at + length + i))) {
                return 0;
            }
        }
        int after = at + length + 3;
        boolean fraction = charAt(text, at) == ' ' && charAt(text, after) == '/'; // 1 100/200 is a mixed number
        return Tokenizer.isDigit(charAt(text, after)) || fraction ? 0 : length;
    }

    /** {@code 2{,}5}: a comma in braces separates no values, and where it does not group three digits it is a point. */
    private static boolean decimalComma(String text, int at, int digits) {
        return digits > 0 && text.startsWith("{,}", at) && Tokenizer.isDigit(charAt(text, at + 3));
    }

    private static boolean repeats(String text, int at) {
        return opening(text, at) > 0;
    }

    /** The length of what opens a repeating part at {@code at}, where one does and is closed. */
    private static int opening(String text, int at) {
        int length = text.startsWith("\\overline{", at)
                ? 10
                : text.startsWith("\\dot{", at) ? 5 : charAt(text, at) == '(' ? 1 : 0;
        if (length == 0) {
            return 0;
        }
        int to = at + length;
        while (Tokenizer.isDigit(charAt(text, to))) {
            to++;
        }
        boolean closed = charAt(text, to) == (length == 1 ? ')' : '}');
        return closed && to > at + length ? length : 0;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
