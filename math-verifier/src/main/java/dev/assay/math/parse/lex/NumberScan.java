package dev.assay.math.parse.lex;

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
        Groups groups = Groups.scan(text, start, commas);
        Steps steps = new Steps(4_000_000);
        Decimals decimals = Decimals.scan(text, groups, steps);
        return exponent(text, decimals.end(), decimals.value(), decimals.whole(), steps);
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
        int to = digits(text, from);
        if (to == from) {
            return new NumberScan(value, at, whole);
        }
        if (to - from > 6 || Integer.parseInt(text.substring(from, to)) > MAX_EXPONENT) {
            throw new TooCostly("an exponent above " + MAX_EXPONENT);
        }
        Rational scale = Rational.of(BigInteger.TEN.pow(Integer.parseInt(text.substring(from, to))));
        return new NumberScan(value.times(negative ? scale.inverse() : scale, steps), to, false);
    }

    /** The position after the digits that begin at a position. */
    static int digits(String text, int from) {
        int to = from;
        while (Characters.isDigit(charAt(text, to))) {
            to++;
        }
        return to;
    }

    static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /**
     * The digits before the decimal point.
     *
     * @param style the separator between groups of three, or 0
     */
    private record Groups(String digits, int end, char style) {
        static Groups scan(String text, int start, boolean commas) {
            int at = NumberScan.digits(text, start);
            StringBuilder digits = new StringBuilder(text.substring(start, at));
            char style = 0;
            if (!digits.isEmpty() && digits.length() <= 3 && digits.charAt(0) != '0') {
                int separator = separator(text, at, commas, true);
                style = separator == 0 ? 0 : text.charAt(at);
                while (separator > 0 && text.charAt(at) == style) {
                    digits.append(text, at + separator, at + separator + 3);
                    at += separator + 3;
                    separator = separator(text, at, commas, false);
                }
            }
            return new Groups(digits.toString(), at, style);
        }

        /** The length of a group separator that three digits follow, and no fourth; 0 where there is none. */
        private static int separator(String text, int at, boolean commas, boolean first) {
            int length = 0;
            if (text.startsWith("{,}", at)) {
                length = 3;
            } else if (text.startsWith("{, }", at)) {
                length = 4;
            } else if (text.startsWith(",\\!", at)) {
                length = charAt(text, at + 3) == ' ' ? 4 : 3;
            } else if (text.startsWith(",\\ ", at) && commas) {
                length = 3;
            } else if (charAt(text, at) == ',' && commas) {
                length = 1;
            } else if (text.startsWith("\\,", at) || text.startsWith("\\;", at) || text.startsWith("\\ ", at)) {
                length = 2;
            } else if (charAt(text, at) == ' ' || charAt(text, at) == '\'' || charAt(text, at) == '~') {
                length = 1;
            } else if (charAt(text, at) == '.' && (!first || isGrouped(text, at))) {
                length = 1;
            }
            if (length == 0) {
                return 0;
            }
            int after = at + length + 3;
            if (NumberScan.digits(text, at + length) != after) {
                return 0;
            }
            boolean fraction = charAt(text, at) == ' ' && charAt(text, after) == '/'; // 1 100/200 is a mixed number
            return fraction ? 0 : length;
        }

        /** Whether a point groups: {@code 1.234.567} or {@code 1.234,5}; one group alone is three decimals. */
        private static boolean isGrouped(String text, int at) {
            int groups = 0;
            int end = at;
            while (charAt(text, end) == '.' && NumberScan.digits(text, end + 1) == end + 4) {
                groups++;
                end += 4;
            }
            return groups > 1 && charAt(text, end) != '.'
                    || groups == 1
                            && charAt(text, end) == ','
                            && Characters.isDigit(charAt(text, end + 1))
                            && NumberScan.digits(text, end + 1) != end + 4;
        }
    }

    /** A number up to its exponent. */
    private record Decimals(Rational value, int end, boolean whole) {
        static Decimals scan(String text, Groups groups, Steps steps) {
            int at = groups.end();
            String digits = groups.digits();
            int point = point(text, at, groups);
            if (point == 0) {
                boolean trailing = charAt(text, at) == '.'
                        && !Characters.isLetter(charAt(text, at + 1))
                        && charAt(text, at + 1) != '.'
                        && charAt(text, at + 1) != '\\';
                return new Decimals(of(digits, "", steps), trailing ? at + 1 : at, true); // 5. is 5
            }
            Marks marks = Marks.scan(text, at + point);
            String period = marks.period();
            String plain = marks.digits().substring(0, marks.digits().length() - period.length());
            Rational value = of(digits, plain, steps);
            if (!period.isEmpty()) {
                BigInteger nines = BigInteger.TEN.pow(period.length()).subtract(BigInteger.ONE);
                value = value.plus(
                        Rational.of(new BigInteger(period), nines.multiply(BigInteger.TEN.pow(plain.length())), steps),
                        steps);
            }
            return new Decimals(value, marks.end(), false);
        }

        /** The length of the decimal point, where decimals follow. */
        private static int point(String text, int at, Groups groups) {
            if (text.startsWith("{,}", at)) {
                return !groups.digits().isEmpty() && Characters.isDigit(charAt(text, at + 3)) ? 3 : 0;
            }
            boolean comma = charAt(text, at) == ',' && groups.style() == '.';
            if (charAt(text, at) != '.' && !comma) {
                return 0;
            }
            boolean decimals = Characters.isDigit(charAt(text, at + 1));
            return decimals || !groups.digits().isEmpty() && Marks.opens(text, at + 1) ? 1 : 0;
        }

        private static Rational of(String whole, String decimals, Steps steps) {
            String digits = whole + decimals;
            return Rational.of(
                    digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits),
                    BigInteger.TEN.pow(decimals.length()),
                    steps);
        }
    }

    /**
     * Decimals with what marks their period: a line, brackets, dots above the first and the last digit, or three dots
     * after it was repeated.
     *
     * @param period the digits at the end that repeat
     */
    private record Marks(String digits, String period, int end) {
        static boolean opens(String text, int at) {
            return mark(text, at) > 0;
        }

        static Marks scan(String text, int start) {
            StringBuilder digits = new StringBuilder();
            int at = start;
            int first = -1;
            int last = -1;
            while (true) {
                int mark = mark(text, at);
                if (Characters.isDigit(charAt(text, at))) {
                    digits.append(text.charAt(at++));
                } else if (mark > 0) {
                    boolean brackets = charAt(text, at) == '(';
                    boolean braces = charAt(text, at + mark - 1) == '{';
                    int to = brackets || braces ? NumberScan.digits(text, at + mark) : at + mark + 1;
                    first = first < 0 ? digits.length() : first;
                    digits.append(text, at + mark, to);
                    last = digits.length();
                    at = brackets || braces ? to + 1 : to;
                } else {
                    break;
                }
            }
            String all = digits.toString();
            if (first >= 0 && last == all.length()) {
                return new Marks(all, all.substring(first), at);
            }
            int dots = dots(text, at);
            String repeated = dots > 0 ? repeated(all) : "";
            return repeated.isEmpty() ? new Marks(all, "", at) : new Marks(all, repeated, at + dots);
        }

        /** The length of what opens a repeating part, where one does and is closed. */
        private static int mark(String text, int at) {
            if (charAt(text, at) == '(') {
                int to = NumberScan.digits(text, at + 1);
                return to > at + 1 && charAt(text, to) == ')' ? 1 : 0;
            }
            if (charAt(text, at) != '\\') {
                return 0;
            }
            for (String name : new String[] {"\\overline", "\\dot", "\\bar"}) {
                if (text.startsWith(name, at)) {
                    int open = at + name.length();
                    open += charAt(text, open) == ' ' ? 1 : 0;
                    if (Characters.isDigit(charAt(text, open))) {
                        return open - at;
                    }
                    int to = NumberScan.digits(text, open + 1);
                    return charAt(text, open) == '{' && to > open + 1 && charAt(text, to) == '}' ? open + 1 - at : 0;
                }
            }
            return 0;
        }

        private static int dots(String text, int at) {
            for (String dots : new String[] {"...", "\\ldots", "\\dots", "\\cdots"}) {
                if (text.startsWith(dots, at)) {
                    return dots.length();
                }
            }
            return 0;
        }

        /** The shortest period that ends the digits three times, or twice where it is longer than one digit. */
        private static String repeated(String digits) {
            int end = digits.length();
            for (int length = 1; length <= Math.min(20, end / 2); length++) {
                String period = digits.substring(end - length);
                int times = 1;
                while (end - (times + 1) * length >= 0 && digits.startsWith(period, end - (times + 1) * length)) {
                    times++;
                }
                if (times >= (length == 1 ? 3 : 2)) {
                    return period;
                }
            }
            return "";
        }
    }
}
