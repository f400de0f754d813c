package dev.assay.math.ladder;

import dev.assay.math.calculus.Calculus;
import dev.assay.math.calculus.Exponentials;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.form.Atom;
import dev.assay.math.form.Fraction;
import dev.assay.math.form.Monomial;
import dev.assay.math.form.NormalForm;
import dev.assay.math.form.Polynomial;
import dev.assay.math.form.Ring;
import dev.assay.math.numeric.Certified;
import dev.assay.math.numeric.Enclosure;
import dev.assay.math.parse.Expr;
import dev.assay.reward.ReasonCode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The ladder for two single values. Not thread-safe; one for each comparison. */
public final class Scalars {
    private static final long NUMERIC_STEPS = 2_000_000;
    private static final long EXPONENTIAL_STEPS = 500_000;
    private static final Expr ZERO = new Expr.Num(Rational.ZERO);

    private final Ring ring;
    private final NormalForm normalForm;
    private final Cas cas;
    private final Steps steps;

    /** Of its own, so that values that are too dear to evaluate leave the next rung its budget. */
    private final Steps numericSteps = new Steps(NUMERIC_STEPS);

    private final Map<Expr, Fraction> forms = new IdentityHashMap<>();

    /** A ladder whose exact rungs spend from a budget; the numeric one has its own. */
    public Scalars(Cas cas, Steps steps) {
        this.ring = new Ring(steps);
        this.normalForm = new NormalForm(ring, numericSteps);
        this.cas = cas;
        this.steps = steps;
    }

    /** The normal form, computed once for each node, because lists compare each value with several. */
    public Fraction normalForm(Expr expr) {
        Fraction known = forms.get(expr);
        if (known != null) {
            return known;
        }
        Fraction form = normalForm.of(expr);
        forms.put(expr, form);
        return form;
    }

    public Ring ring() {
        return ring;
    }

    /** The exact value, where the expression is a rational number. */
    public Optional<Rational> rational(Expr expr) {
        try {
            return normalForm(expr).rational();
        } catch (NoNormalForm | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** The sign of a real number without variables; empty where it is none, or not certain. */
    public Optional<Integer> sign(Expr expr) {
        Optional<Rational> exact = rational(expr);
        return exact.isPresent()
                ? Optional.of(exact.get().signum())
                : Enclosure.of(expr, numericSteps).flatMap(Enclosure::sign);
    }

    /**
     * Goes up the ladder.
     *
     * @return an {@code EQUAL_*} code, {@link ReasonCode#NOT_EQUAL}, {@link ReasonCode#UNDECIDED} or
     *     {@link ReasonCode#REFERENCE_TOO_COSTLY}
     * @throws TooCostly where it costs more than allowed
     */
    public ReasonCode compare(Expr reference, Expr answer) {
        Fraction right;
        Fraction given;
        try {
            right = normalForm(reference);
            given = normalForm(answer);
        } catch (NoNormalForm | ArithmeticException _) {
            if (reference.equals(answer)) {
                return ReasonCode.EQUAL_STRUCTURAL;
            }
            return Calculus.isBeyond(reference) || Calculus.isBeyond(answer)
                    ? beyond(reference, answer)
                    : ReasonCode.NOT_EQUAL;
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
        return beyond(reference, answer);
    }

    /** The rungs for what has no normal form, or one that does not say everything. */
    private ReasonCode beyond(Expr reference, Expr answer) {
        Certified.Finding finding = Certified.compare(reference, answer, numericSteps);
        if (finding.apart()) {
            return ReasonCode.NOT_EQUAL;
        }
        if (finding.equal()) {
            return ReasonCode.EQUAL_NUMERIC;
        }
        if (finding.touching() > 0 && sameInExponentials(reference, answer)) {
            return ReasonCode.EQUAL_STRUCTURAL;
        }
        Price.check(reference);
        Price.check(answer);
        // Where numbers can be put in, they must have agreed at some points, or the proof is not trusted.
        boolean agreed = finding.touching() > 0 || Calculus.isBeyond(reference) || Calculus.isBeyond(answer);
        return switch (cas.compare(reference, answer)) {
            case EQUAL -> agreed ? ReasonCode.EQUAL_SYMBOLIC : ReasonCode.UNDECIDED;
            case EQUAL_IF_POSITIVE -> finding.touching() > 1 ? ReasonCode.EQUAL_SYMBOLIC : ReasonCode.UNDECIDED;
            case UNKNOWN -> ReasonCode.UNDECIDED;
            case COSTLY -> {
                // Dear because of the reference alone is nothing that the answer can be blamed for.
                if (Calculus.isBeyond(reference) && cas.compare(reference, ZERO) == Cas.Finding.COSTLY) {
                    yield ReasonCode.REFERENCE_TOO_COSTLY;
                }
                throw new TooCostly("computer algebra beyond its budget");
            }
        };
    }

    private boolean sameInExponentials(Expr reference, Expr answer) {
        Optional<Expr> right = Exponentials.of(reference);
        Optional<Expr> given = Exponentials.of(answer);
        if (right.isEmpty() && given.isEmpty()) {
            return false;
        }
        try {
            Ring own = new Ring(new Steps(EXPONENTIAL_STEPS));
            NormalForm forms = new NormalForm(own, numericSteps);
            return own.equal(forms.of(right.orElse(reference)), forms.of(given.orElse(answer)));
        } catch (NoNormalForm | ArithmeticException | TooCostly _) {
            return false; // not shown here
        }
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
}
