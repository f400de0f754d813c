package dev.assay.math.numeric;

import dev.assay.math.ball.Box;
import dev.assay.math.ball.Field;
import dev.assay.math.ball.Uncertain;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The numeric rung: evaluates both sides in certified arithmetic at seeded points inside both domains. Two values that
 * are apart at one point are different; values that touch everywhere prove nothing, unless both are closed forms of
 * algebraic numbers and nearer to each other than different ones can be.
 */
public final class Certified {
    private static final int[] BITS = {96, 320, 1_200};
    private static final int POINTS = 12;

    /** What was found out: whether the sides are apart or equal for certain, else at how many points they touch. */
    public record Finding(boolean apart, boolean equal, int touching) {
        static final Finding NOTHING = new Finding(false, false, 0);
    }

    private final Expr reference;
    private final Expr answer;
    private final Steps steps;
    private final boolean complex;
    private final Map<String, Rational> variables = new TreeMap<>();

    private Certified(Expr reference, Expr answer, Steps steps) {
        this.reference = reference;
        this.answer = answer;
        this.steps = steps;
        this.complex = isComplex(reference) || isComplex(answer);
        symbols(reference);
        symbols(answer);
    }

    /** What can be said of two expressions within a budget; beyond it, nothing. */
    public static Finding compare(Expr reference, Expr answer, Steps steps) {
        try {
            Certified certified = new Certified(reference, answer, steps);
            return certified.variables.isEmpty() ? certified.closed() : certified.open();
        } catch (NoNormalForm | TooCostly _) {
            return Finding.NOTHING; // this rung cannot say; the next one decides
        }
    }

    private enum Point {
        APART,
        TOUCHING,
        UNKNOWN
    }

    private Finding closed() {
        Point last = Point.UNKNOWN;
        for (int bits : BITS) {
            last = at(bits);
            if (last == Point.APART) {
                return new Finding(true, false, 0);
            }
        }
        boolean equal = last == Point.TOUCHING && isZero();
        return new Finding(false, equal, last == Point.TOUCHING ? 1 : 0);
    }

    /** Whether the difference is nearer to zero than an algebraic number of its kind can be. */
    private boolean isZero() {
        Expr difference = new Expr.Sum(List.of(reference, new Expr.Negation(answer)));
        Optional<Integer> bits = Separation.bits(difference, steps);
        if (bits.isEmpty()) {
            return false;
        }
        try {
            Box value = new Numeric(new Field(2 * bits.get() + 256, complex, steps), Map.of(), steps).of(difference);
            return value.isZero() || value.touchesZero() && value.top() < -bits.get() - 1;
        } catch (Uncertain | ArithmeticException _) {
            return false;
        }
    }

    private Finding open() {
        SplittableRandom random = new SplittableRandom(20_261);
        int touching = 0;
        for (int point = 0; point < POINTS; point++) {
            int kind = point;
            int[] index = {0};
            variables.replaceAll((_, _) -> value(kind, index[0]++, random));
            // Different functions are apart at nearly every point; the digits are for those that nearly touch.
            for (int i = 0; i < (point < 2 ? 2 : 1); i++) {
                int bits = BITS[i];
                Point found;
                try {
                    found = at(bits);
                } catch (TooCostly _) {
                    return new Finding(false, false, touching);
                }
                if (found == Point.APART) {
                    return new Finding(true, false, 0);
                }
                if (found == Point.TOUCHING && bits == BITS[0]) {
                    touching++;
                }
            }
        }
        return new Finding(false, false, touching);
    }

    /**
     * Positive, whole, small, large, very large, negative, and the mixtures of signs of three variables: where one is
     * outside of a domain, another is not.
     */
    private static Rational value(int kind, int index, SplittableRandom random) {
        long grain = 1L << 20;
        return switch (kind) {
            case 0 -> dyadic(random.nextLong(grain / 4, 3 * grain));
            case 1 -> Rational.of(random.nextLong(2, 9));
            case 2 -> dyadic(random.nextLong(-3 * grain, -grain / 20));
            case 3 -> dyadic(random.nextLong(grain / 20, grain));
            case 4 -> dyadic(random.nextLong(3 * grain, 30 * grain));
            case 5 -> dyadic(random.nextLong(30 * grain, 3_000 * grain));
            default -> {
                boolean negative = (kind - 5 >> index % 3 & 1) == 1;
                long size = random.nextLong(grain / 10, 12 * grain);
                yield dyadic(negative ? -size : size);
            }
        };
    }

    private static Rational dyadic(long units) {
        BigInteger top = BigInteger.valueOf(units | 1);
        return new Rational(top, BigInteger.ONE.shiftLeft(20));
    }

    private Point at(int bits) {
        steps.spend(100);
        try {
            Field field = new Field(bits, complex, steps);
            Numeric numeric = new Numeric(field, variables, steps);
            return field.apart(numeric.of(reference), numeric.of(answer)) ? Point.APART : Point.TOUCHING;
        } catch (ArithmeticException | Uncertain _) {
            return Point.UNKNOWN; // undefined here, or too close to where it is
        }
    }

    private static boolean isComplex(Expr expr) {
        return expr == Expr.Constant.I || expr.children().stream().anyMatch(Certified::isComplex);
    }

    private void symbols(Expr expr) {
        if (expr instanceof Expr.Symbol(String name)) {
            variables.put(name, Rational.ONE);
        }
        expr.children().forEach(this::symbols);
    }
}
