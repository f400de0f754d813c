package dev.assay.code.compare;

/**
 * Decimal numbers as programs print them: {@code [+-] digits [. digits] [e [+-] digits]}. Values are compared digit by
 * digit, so a number of a million digits costs a million steps and no more.
 */
final class Decimals {
    private Decimals() {}

    /** Whether the token is a number without exponent that has a decimal point: only such have several spellings. */
    static boolean isFraction(Slice token) {
        Shape shape = Shape.of(token);
        return shape.number && shape.point >= 0 && shape.exponent < 0;
    }

    static boolean isInteger(Slice token) {
        Shape shape = Shape.of(token);
        return shape.number && shape.point < 0 && shape.exponent < 0;
    }

    static boolean isNumber(Slice token) {
        return Shape.of(token).number;
    }

    /** NaN or an infinity in the spellings of C, Java, Python, Go, JavaScript and others. */
    static boolean isNotFinite(Slice token) {
        int sign = token.length() > 0 && (token.at(0) == '-' || token.at(0) == '+') ? 1 : 0;
        Slice word = new Slice(token.bytes(), token.from() + sign, token.to());
        return Letters.isWord(word, "inf")
                || Letters.isWord(word, "infinity")
                || Letters.isWord(word, "nan")
                || (word.length() > 3
                        && word.at(3) == '('
                        && Letters.isWord(new Slice(word.bytes(), word.from(), word.from() + 3), "nan"));
    }

    /** The nearest double of a number. Java reads long numbers in linear time up to a bounded number of digits. */
    static double value(Slice number) {
        return number.length() > 10_000 ? Double.NaN : Double.parseDouble(number.latin());
    }

    /** Whether two numbers without exponent have exactly the same value; false where one is something else. */
    static boolean sameValue(Slice left, Slice right) {
        Shape a = Shape.of(left);
        Shape b = Shape.of(right);
        if (!a.number || !b.number || a.exponent >= 0 || b.exponent >= 0) {
            return left.sameBytes(right);
        }
        boolean same = sameDigits(left, a.wholeFrom, a.wholeTo, right, b.wholeFrom, b.wholeTo)
                && sameDigits(left, a.fractionFrom, a.fractionTo, right, b.fractionFrom, b.fractionTo);
        boolean zero = a.wholeFrom == a.wholeTo && a.fractionFrom == a.fractionTo;
        return same && (zero || a.negative == b.negative);
    }

    private static boolean sameDigits(Slice left, int from, int to, Slice right, int otherFrom, int otherTo) {
        if (to - from != otherTo - otherFrom) {
            return false;
        }
        for (int i = 0; i < to - from; i++) {
            if (left.at(from + i) != right.at(otherFrom + i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the parts of a number are, leading and trailing zeros left out. */
    private record Shape(
            boolean number,
            boolean negative,
            int wholeFrom,
            int wholeTo,
            int fractionFrom,
            int fractionTo,
            int point,
            int exponent) {
        private static final Shape NONE = new Shape(false, false, 0, 0, 0, 0, -1, -1);

        static Shape of(Slice token) {
            int at = token.length() > 0 && (token.at(0) == '-' || token.at(0) == '+') ? 1 : 0;
            boolean negative = at == 1 && token.at(0) == '-';
            int wholeFrom = at;
            at = digits(token, at);
            int wholeTo = at;
            int point = at < token.length() && token.at(at) == '.' ? at : -1;
            int fractionFrom = point < 0 ? at : at + 1;
            at = digits(token, fractionFrom);
            int fractionTo = at;
            if (wholeTo - wholeFrom + fractionTo - fractionFrom == 0) {
                return NONE;
            }
            int exponent = -1;
            if (at < token.length() && (token.at(at) == 'e' || token.at(at) == 'E')) {
                exponent = at++;
                if (at < token.length() && (token.at(at) == '-' || token.at(at) == '+')) {
                    at++;
                }
                int first = at;
                at = digits(token, at);
                if (at == first) {
                    return NONE;
                }
            }
            if (at != token.length()) {
                return NONE;
            }
            while (wholeFrom < wholeTo && token.at(wholeFrom) == '0') {
                wholeFrom++;
            }
            while (fractionTo > fractionFrom && token.at(fractionTo - 1) == '0') {
                fractionTo--;
            }
            return new Shape(true, negative, wholeFrom, wholeTo, fractionFrom, fractionTo, point, exponent);
        }

        private static int digits(Slice token, int at) {
            while (at < token.length() && token.at(at) >= '0' && token.at(at) <= '9') {
                at++;
            }
            return at;
        }
    }
}
