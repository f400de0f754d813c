package dev.assay.deploy.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pairs of answers that are nearly the same and differ for certain, because of how they are made: two rational numbers
 * in different lowest terms, two vectors over independent roots, two polynomials with different coefficients, two
 * arguments of a function that is injective there, the same number with another unit, base, bracket or order.
 */
final class NearMisses {
    private static final String[] UNITS = {"km", "m", "cm", "mm"};
    private static final int[] SQUAREFREE = {2, 3, 5, 6, 7, 10, 11, 13, 15, 17, 19, 21, 22, 23};
    /** Strictly monotone on (0, 1). */
    private static final String[] INJECTIVE = {
        "\\sin", "\\cos", "\\tan", "\\ln", "\\arctan", "\\arcsin", "\\arccos", "\\sinh", "\\cosh", "\\tanh", "\\exp"
    };

    private final RandomGenerator random;

    NearMisses(RandomGenerator random) {
        this.random = random;
    }

    record Pair(String kind, String one, String other) {}

    Pair next() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> rationals();
            case 3 -> roots();
            case 4, 5 -> polynomials();
            case 6 -> constants();
            case 7 -> tiny();
            case 8 -> functions();
            case 9 -> complex();
            case 10 -> lists();
            case 11 -> intervals();
            case 12 -> units();
            case 13 -> bases();
            case 14 -> equations();
            default -> matrices();
        };
    }

    private int small() {
        return random.nextInt(1, 50);
    }

    private int signed() {
        return random.nextBoolean() ? small() : -small();
    }

    /** In lowest terms, with a positive denominator. */
    private record Fraction(BigInteger top, BigInteger bottom) {
        static Fraction of(BigInteger top, BigInteger bottom) {
            BigInteger common = top.gcd(bottom);
            common = bottom.signum() < 0 ? common.negate() : common;
            return new Fraction(top.divide(common), bottom.divide(common));
        }
    }

    private Fraction fraction() {
        long top = random.nextInt(8) == 0 ? random.nextLong(-1L << 60, 1L << 60) : random.nextInt(-2_000, 2_000);
        long bottom = switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> (long) Math.pow(10, random.nextInt(1, 6));
            case 2 -> small();
            default -> random.nextInt(1, 3_000);
        };
        return Fraction.of(BigInteger.valueOf(top), BigInteger.valueOf(bottom));
    }

    /** Another fraction: a digit, the sign, a term or the reciprocal is different, or a little is added. */
    private Fraction near(Fraction of) {
        while (true) {
            BigInteger p = of.top();
            BigInteger q = of.bottom();
            BigInteger digit =
                    BigInteger.TEN.pow(random.nextInt(Math.max(1, p.toString().length())));
            Fraction near = switch (random.nextInt(8)) {
                case 0 -> Fraction.of(p.add(digit), q);
                case 1 -> Fraction.of(p.subtract(BigInteger.ONE), q);
                case 2 -> Fraction.of(p.negate(), q);
                case 3 -> Fraction.of(p, q.add(BigInteger.ONE));
                case 4 -> p.signum() == 0 ? of : Fraction.of(q, p);
                case 5 -> Fraction.of(p.multiply(BigInteger.TEN), q);
                case 6 -> Fraction.of(p.multiply(BigInteger.valueOf(100)), q);
                default -> {
                    BigInteger scale = BigInteger.TEN.pow(random.nextInt(1, 60));
                    yield Fraction.of(p.multiply(scale).add(BigInteger.ONE), q.multiply(scale));
                }
            };
            if (!near.equals(of)) {
                return near;
            }
        }
    }

    private String spelled(Fraction of) {
        String p = of.top().toString();
        String q = of.bottom().toString();
        boolean whole = of.bottom().equals(BigInteger.ONE);
        return switch (random.nextInt(7)) {
            case 0 -> whole ? p : p + "/" + q;
            case 1 -> "\\frac{" + p + "}{" + q + "}";
            case 2 -> "-\\dfrac{" + of.top().negate() + "}{" + q + "}";
            case 3 -> whole ? p + ".0" : "(" + p + ")\\div " + q;
            case 4 ->
                "\\frac{" + of.top().multiply(BigInteger.valueOf(7)) + "}{"
                        + of.bottom().multiply(BigInteger.valueOf(7)) + "}";
            case 5 -> "\\frac{" + of.top().multiply(BigInteger.valueOf(100)) + "}{" + q + "}\\%";
            default -> p + "\\cdot " + q + "^{-1}";
        };
    }

    /** For a place where a sign or a sum would need brackets. */
    private static String bracketed(Fraction of) {
        return "\\left(\\frac{" + of.top() + "}{" + of.bottom() + "}\\right)";
    }

    private Pair rationals() {
        Fraction one = fraction();
        return new Pair("rationals", spelled(one), spelled(near(one)));
    }

    private Pair roots() {
        int n = SQUAREFREE[random.nextInt(SQUAREFREE.length)];
        int m = SQUAREFREE[random.nextInt(SQUAREFREE.length)];
        Fraction a = fraction();
        Fraction b = Fraction.of(BigInteger.valueOf(signed()), BigInteger.valueOf(small()));
        String one = bracketed(a) + "+" + bracketed(b) + "\\sqrt{" + n + "}";
        boolean sameRoot = n == m || random.nextBoolean();
        Fraction c = sameRoot ? near(b) : b;
        int k = sameRoot ? n : m;
        int square = random.nextInt(1, 5);
        String other =
                bracketed(a) + "+" + bracketed(c) + "\\cdot\\frac{\\sqrt{" + k * square * square + "}}{" + square + "}";
        return new Pair("roots", one, other);
    }

    private Pair polynomials() {
        int degree = random.nextInt(1, 5);
        int[] coefficients = new int[degree + 1];
        for (int i = 0; i <= degree; i++) {
            coefficients[i] = signed();
        }
        int[] changed = coefficients.clone();
        int at = random.nextInt(degree + 1);
        if (random.nextBoolean()) {
            changed[at] = -changed[at];
        } else {
            changed[at] += random.nextBoolean() ? 1 : -1;
        }
        String one = polynomial(coefficients);
        String other = polynomial(changed);
        if (random.nextInt(3) == 0) {
            int a = signed();
            int b = signed();
            int sum = a + b + (random.nextBoolean() ? 1 : -1);
            return new Pair("factors", "(x-(" + a + "))(x-(" + b + "))", "x^2-(" + sum + ")x+(" + a * b + ")");
        }
        String wrap = random.nextInt(3) == 0 ? "\\sin x+" : random.nextInt(3) == 0 ? "\\sqrt{x^2+1}+" : "";
        return new Pair("polynomials", wrap + one, wrap + other);
    }

    private static String polynomial(int[] coefficients) {
        StringBuilder text = new StringBuilder();
        for (int i = coefficients.length - 1; i >= 0; i--) {
            String sign = coefficients[i] < 0 ? "-" : text.isEmpty() ? "" : "+";
            text.append(sign).append(Math.abs(coefficients[i])).append(i == 0 ? "" : "x^{" + i + "}");
        }
        return text.toString();
    }

    private Pair constants() {
        String constant = random.nextBoolean() ? "\\pi" : "e";
        Fraction one = Fraction.of(BigInteger.valueOf(signed()), BigInteger.valueOf(small()));
        int power = random.nextInt(1, 5);
        boolean scaled = random.nextBoolean();
        Fraction two = scaled ? near(one) : one;
        int other = scaled ? power : power + 1;
        String rest = random.nextBoolean() ? "" : "+\\sqrt{2}";
        return new Pair(
                "constants",
                bracketed(one) + constant + "^{" + power + "}" + rest,
                bracketed(two) + constant + "^{" + other + "}" + rest);
    }

    private Pair tiny() {
        int n = random.nextInt(2, 120);
        return switch (random.nextInt(5)) {
            case 0 -> new Pair("powers", "2^{-" + n + "}", "2^{-" + (n + 1) + "}");
            case 1 -> new Pair("factorials", "\\frac{1}{" + n * 10 + "!}", "\\frac{1}{" + (n * 10 + 2) + "!}");
            case 2 -> new Pair("scientific", signed() + "\\times10^{-" + n + "}", "0");
            case 3 -> new Pair("large powers", "3^{" + n * 7 + "}", "3^{" + n * 7 + "}+1");
            default -> {
                String base = random.nextBoolean() ? "\\pi+e" : "\\ln 2+\\sqrt{3}";
                yield new Pair("tiny terms", base, base + "+10^{-" + n + "}");
            }
        };
    }

    private Pair functions() {
        int bottom = random.nextInt(3, 400);
        int top = random.nextInt(1, bottom);
        int other = random.nextInt(1, bottom);
        other = other == top ? top + 1 : other; // at most 1, where all of them are still defined and monotone
        String name = INJECTIVE[random.nextInt(INJECTIVE.length)];
        String rest = random.nextBoolean() ? "" : "+x";
        return new Pair(
                "functions",
                name + "\\left(\\frac{" + top + "}{" + bottom + "}\\right)" + rest,
                name + "\\left(\\frac{" + other + "}{" + bottom + "}\\right)" + rest);
    }

    private Pair complex() {
        int a = signed();
        int b = signed();
        String one = a + "+(" + b + ")i";
        return switch (random.nextInt(3)) {
            case 0 -> new Pair("conjugates", one, a + "-(" + b + ")i");
            case 1 -> new Pair("complex", one, (a + 1) + "+(" + b + ")i");
            default -> new Pair("complex", one, a + "+(" + (b + 1) + ")i");
        };
    }

    private Pair lists() {
        int a = signed();
        int b = signed();
        int c = a == b ? b + 1 : b;
        return switch (random.nextInt(5)) {
            case 0 -> new Pair("order", "(" + a + "," + c + ",7)", "(" + c + "," + a + ",7)");
            case 1 -> new Pair("tuples", "(" + a + "," + b + ",7)", "(" + a + "," + (b + 1) + ",7)");
            case 2 -> new Pair("sets", "\\{" + a + "," + c + "\\}", "\\{" + a + "," + (Math.max(a, c) + 1) + "\\}");
            case 3 ->
                new Pair(
                        "sizes", "\\{" + a + "," + c + "\\}", "\\{" + a + "," + c + "," + (Math.max(a, c) + 1) + "\\}");
            default -> new Pair("lists", a + ", " + c + ", \\sqrt{2}", a + ", " + c + ", \\sqrt{3}");
        };
    }

    private Pair intervals() {
        int a = signed();
        int b = a + small();
        List<String> all = List.of(
                "(" + a + "," + b + "]",
                "[" + a + "," + b + ")",
                "[" + a + "," + b + "]",
                "[" + a + "," + (b + 1) + "]",
                "(-\\infty," + b + "]",
                "(" + b + ",\\infty)",
                "[" + b + ",\\infty)",
                "x<" + b,
                "x\\le " + (b + 1),
                "x\\ge " + (b + 1));
        int one = random.nextInt(all.size());
        int other = (one + random.nextInt(1, all.size())) % all.size();
        return new Pair("intervals", all.get(one), all.get(other));
    }

    private Pair units() {
        int value = small();
        int one = random.nextInt(UNITS.length);
        int other = (one + random.nextInt(1, UNITS.length)) % UNITS.length;
        return new Pair("units", value + "\\text{ " + UNITS[one] + "}", value + "\\text{ " + UNITS[other] + "}");
    }

    private Pair bases() {
        int n = random.nextInt(3, 60);
        int base = random.nextInt(2, 9);
        if (random.nextBoolean()) {
            return new Pair("logarithms", "\\log_{" + base + "} " + n, "\\log_{" + (base + 1) + "} " + n);
        }
        int value = random.nextInt(base, 500);
        String digits = Integer.toString(value, base);
        return new Pair("bases", digits + "_{" + base + "}", digits + "_{" + (base + 1) + "}");
    }

    private Pair equations() {
        int a = signed();
        int b = signed();
        return switch (random.nextInt(3)) {
            case 0 -> new Pair("lines", "y=" + a + "x+" + small(), "y=" + a + "x-" + small());
            case 1 -> new Pair("lines", a + "x+" + small() + "y=" + b, (a + 100) + "x-" + small() + "y=" + b);
            default -> new Pair("labels", "x=" + a, "x=" + (a + 1));
        };
    }

    private Pair matrices() {
        int a = signed();
        int b = a + small();
        String one = "\\begin{pmatrix}" + a + "&" + b + "\\\\-100&2\\end{pmatrix}";
        return random.nextBoolean()
                ? new Pair("matrices", one, "\\begin{pmatrix}" + b + "&" + a + "\\\\-100&2\\end{pmatrix}")
                : new Pair("transposed", one, "\\begin{pmatrix}" + a + "&-100\\\\" + b + "&2\\end{pmatrix}");
    }
}
