package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import dev.assay.reward.ReasonCode;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The ladder for two single values. Not thread-safe; one for each comparison. */
final class Scalars {
    private static final int POINTS = 3;

    private static final long NUMERIC_STEPS = 2_000_000;

    /** Two evaluations of one value at different precisions must agree this well, or they prove nothing. */
    private static final BigDecimal STABLE = new BigDecimal("1e-30");

    /** What differs by more than this part is different. */
    private static final BigDecimal APART = new BigDecimal("1e-28");

    private final Ring ring;
    private final NormalForm normalForm;
    private final Cas cas;
    private final Steps steps;

    /** Of its own, so that values that are too dear to evaluate leave the next rung its budget. */
    private final Steps numericSteps = new Steps(NUMERIC_STEPS);

    private final Map<Expr, Fraction> forms = new IdentityHashMap<>();

    Scalars(Cas cas, Steps steps) {
        this.ring = new Ring(steps);
        this.normalForm = new NormalForm(ring);
        this.cas = cas;
        this.steps = steps;
    }

    /** The normal form, computed once for each node, because lists compare each value with several. */
    Fraction normalForm(Expr expr) {
        Fraction known = forms.get(expr);
        if (known != null) {
            return known;
        }
        Fraction form = normalForm.of(expr);
        forms.put(expr, form);
        return form;
    }

    Ring ring() {
        return ring;
    }

    /** The exact value, where the expression is a rational number. */
    Optional<Rational> rational(Expr expr) {
        try {
            return normalForm(expr).rational();
        } catch (NoNormalForm | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** About what a real number without variables is; empty where it is none, or costs too much. */
    Optional<BigDecimal> approximate(Expr expr) {
        try {
            return Optional.of(new Numeric(30, Map.of(), numericSteps).of(expr));
        } catch (NoNormalForm | ArithmeticException | TooCostly _) {
            return Optional.empty();
        }
    }

    ReasonCode compare(Expr reference, Expr answer) {
        Fraction right;
        Fraction given;
        try {
            right = normalForm(reference);
            given = normalForm(answer);
        } catch (NoNormalForm | ArithmeticException _) {
            return reference.equals(answer) ? ReasonCode.EQUAL_STRUCTURAL : ReasonCode.NOT_EQUAL;
        }
        if (right.rational().isPresent() && given.rational().isPresent()) {
            return right.equals(given) ? ReasonCode.EQUAL_EXACT : ReasonCode.NOT_EQUAL;
        }
        if (right.equals(given) || ring.equal(right, given)) {
            return ReasonCode.EQUAL_STRUCTURAL;
        }
        if (!ring.uncertain() && independent(right, given)) {
            return ReasonCode.NOT_EQUAL;
        }
        if (differs(reference, answer)) {
            return ReasonCode.NOT_EQUAL;
        }
        return switch (cas.compare(reference, answer, steps)) {
            case EQUAL -> ReasonCode.EQUAL_SYMBOLIC;
            case DIFFERENT -> ReasonCode.NOT_EQUAL;
            case UNKNOWN -> ReasonCode.UNDECIDED;
        };
    }

    /** Whether all atoms are independent of each other, so that different normal forms are different values. */
    private static boolean independent(Fraction... values) {
        boolean pi = false;
        boolean e = false;
        for (Fraction value : values) {
            for (Polynomial part : new Polynomial[] {value.numerator(), value.denominator()}) {
                for (Monomial monomial : part.terms().keySet()) {
                    for (Atom atom : monomial.powers().keySet()) {
                        if (atom.kind() == Atom.Kind.OPAQUE) {
                            return false;
                        }
                        pi |= atom.kind() == Atom.Kind.PI;
                        e |= atom.kind() == Atom.Kind.E;
                    }
                }
            }
        }
        return !(pi && e);
    }

    /** Whether both were evaluated stably at some point and are apart there. */
    private boolean differs(Expr reference, Expr answer) {
        Map<String, BigDecimal> variables = new TreeMap<>();
        symbols(reference, variables);
        symbols(answer, variables);
        SplittableRandom random = new SplittableRandom(20_261);
        for (int point = 0; point < (variables.isEmpty() ? 1 : POINTS); point++) {
            variables.replaceAll((_, _) -> BigDecimal.valueOf(random.nextLong(200, 3_000), 3));
            try {
                BigDecimal coarse = new Numeric(40, variables, numericSteps).of(reference);
                BigDecimal fine = new Numeric(60, variables, numericSteps).of(reference);
                BigDecimal coarseAnswer = new Numeric(40, variables, numericSteps).of(answer);
                BigDecimal fineAnswer = new Numeric(60, variables, numericSteps).of(answer);
                BigDecimal size = fine.abs().max(fineAnswer.abs());
                BigDecimal stable = size.multiply(STABLE);
                boolean certain = fine.subtract(coarse).abs().compareTo(stable) <= 0
                        && fineAnswer.subtract(coarseAnswer).abs().compareTo(stable) <= 0;
                if (certain && fine.subtract(fineAnswer).abs().compareTo(size.multiply(APART)) > 0) {
                    return true;
                }
            } catch (ArithmeticException _) {
                continue; // undefined here; another point may do
            } catch (NoNormalForm | TooCostly _) {
                return false; // this rung cannot say; the next one decides
            }
        }
        return false;
    }

    private static void symbols(Expr expr, Map<String, BigDecimal> into) {
        if (expr instanceof Expr.Symbol(String name)) {
            into.put(name, BigDecimal.ONE);
        }
        expr.children().forEach(child -> symbols(child, into));
    }
}
