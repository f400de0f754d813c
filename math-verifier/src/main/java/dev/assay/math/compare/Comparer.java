package dev.assay.math.compare;

import dev.assay.math.calculus.Calculus;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Cas;
import dev.assay.math.ladder.Price;
import dev.assay.math.ladder.Rungs;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.matrix.Matrices;
import dev.assay.math.matrix.Vectors;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.unit.Units;
import dev.assay.math.parse.word.NumberWords;
import dev.assay.math.reading.Items;
import dev.assay.math.reading.Labels;
import dev.assay.math.reading.Readings;
import dev.assay.math.reading.Signs;
import dev.assay.reward.ReasonCode;
import java.util.List;
import java.util.Optional;

/**
 * Compares what a reference and an answer say. Symmetric but for the question which of two units is wrong, and
 * deterministic. Not thread-safe; one for each comparison.
 */
public final class Comparer {
    private final Scalars scalars;
    private final Steps steps;
    private final Lists lists;
    private final Regions regions;
    private final Statements statements;
    private final Matrices matrices;
    private final Closeness closeness;

    /** A comparer by the {@link Policy#STRICT} policy. */
    public Comparer(Cas cas, Steps steps) {
        this(cas, steps, Policy.STRICT);
    }

    /** A comparer; what it compares is first written anew by {@link Policy#reference} and {@link Policy#answer}. */
    public Comparer(Cas cas, Steps steps, Policy policy) {
        this.scalars = new Scalars(cas, steps);
        this.steps = steps;
        this.regions = new Regions(scalars);
        this.statements = new Statements(this, regions, steps);
        this.matrices = new Matrices(scalars, steps);
        this.lists = new Lists(this, scalars, steps);
        this.closeness = new Closeness(policy, scalars);
    }

    /**
     * Evaluates a reference as far as every comparison will, so that its price is known before any answer is seen.
     *
     * @throws TooCostly where it costs more than allowed
     * @throws ArithmeticException where a value in it is undefined
     */
    public void check(Expr reference) {
        for (Expr part : Items.parts(reference)) {
            if (part == reference) {
                try {
                    scalars.normalForm(part);
                } catch (NoNormalForm _) {
                    if (Calculus.isBeyond(part)) {
                        Price.check(part);
                    }
                    return; // no single value, nothing to evaluate
                }
            } else {
                check(part);
            }
        }
    }

    /** The exact value of an expression for evidence, where it is a rational number that is short when written. */
    public Optional<String> shown(Expr expr) {
        Optional<Rational> value = scalars.rational(expr);
        return value.filter(number ->
                        number.numerator().bitLength() + number.denominator().bitLength() < 200)
                .map(Rational::toString);
    }

    /**
     * Goes up the ladder.
     *
     * @return an {@code EQUAL_*} code, {@link ReasonCode#NOT_EQUAL}, {@link ReasonCode#WRONG_UNIT} or
     *     {@link ReasonCode#UNDECIDED}
     * @throws TooCostly where the answer, or the comparison, costs more than allowed
     */
    public ReasonCode compare(Expr reference, Expr answer) {
        steps.spend(20);
        if (isResidue(reference) || isResidue(answer)) {
            return residues(reference, answer);
        }
        Optional<ReasonCode> special = special(reference, answer);
        if (special.isPresent()) {
            return special.get();
        }
        if (reference instanceof Expr.Relation || answer instanceof Expr.Relation) {
            return relations(reference, answer);
        }
        if (Signs.hasBoth(reference) || Signs.hasBoth(answer)) {
            return lists.unordered(Items.values(reference), Items.values(answer));
        }
        if (reference instanceof Expr.Text || answer instanceof Expr.Text) {
            return texts(reference, answer);
        }
        if (reference instanceof Expr.Measure || answer instanceof Expr.Measure) {
            return measures(reference, answer);
        }
        if (Items.isCollection(reference) || Items.isCollection(answer)) {
            return lists.compare(reference, answer);
        }
        ReasonCode finding =
                single(Readings.naturalBeside(reference, answer), Readings.naturalBeside(answer, reference));
        return !Rungs.isEqual(finding) && closeness.agree(reference, answer) ? ReasonCode.EQUAL_NUMERIC : finding;
    }

    /** What is no number and has a comparison of its own: formulas, sets, times, matrices to be worked out, vectors. */
    private Optional<ReasonCode> special(Expr reference, Expr answer) {
        if (reference instanceof Expr.Logic
                || reference instanceof Expr.Not
                || answer instanceof Expr.Logic
                || answer instanceof Expr.Not) {
            return Optional.of(statements.compare(reference, answer));
        }
        Optional<ReasonCode> sets = regions.compare(reference, answer);
        if (sets.isPresent()) {
            return sets;
        }
        if (reference instanceof Expr.Piecewise right && answer instanceof Expr.Piecewise given) {
            return Optional.of(lists.unordered(Items.branches(right), Items.branches(given)));
        }
        if (Calendars.isTime(reference) || Calendars.isTime(answer)) {
            return Optional.of(Calendars.compare(reference, answer));
        }
        Expr right = evaluated(reference, answer);
        Expr given = evaluated(answer, reference);
        return right == reference && given == answer ? Optional.empty() : Optional.of(compare(right, given));
    }

    /** With matrices worked out and unit vectors written as a tuple; the expression itself where nothing is to do. */
    private Expr evaluated(Expr expr, Expr other) {
        if (Matrices.isArithmetic(expr)) {
            return matrices.evaluate(expr).orElse(expr);
        }
        Expr vector = Vectors.tuple(expr, other).orElse(expr);
        return Readings.imaginaryBeside(vector, other);
    }

    private ReasonCode single(Expr reference, Expr answer) {
        if (reference instanceof Expr.Degrees(Expr right)) {
            return answer instanceof Expr.Degrees(Expr given)
                    ? scalars.compare(right, given)
                    : degrees(scalars.compare(reference, answer), scalars.compare(right, answer));
        }
        if (answer instanceof Expr.Degrees(Expr given)) {
            return degrees(scalars.compare(reference, answer), scalars.compare(reference, given));
        }
        return scalars.compare(reference, answer);
    }

    /** 90° is π/2, and by custom also 90 where the sign is left away. */
    private static ReasonCode degrees(ReasonCode asAngle, ReasonCode asNumber) {
        return Rungs.isEqual(asNumber) ? asNumber : asAngle;
    }

    private ReasonCode texts(Expr reference, Expr answer) {
        if (reference instanceof Expr.Text(String right) && answer instanceof Expr.Text(String given)) {
            return Texts.equal(right, given) ? ReasonCode.EQUAL_TEXT : ReasonCode.NOT_EQUAL;
        }
        Expr text = reference instanceof Expr.Text ? reference : answer;
        Expr other = text == reference ? answer : reference;
        String words = ((Expr.Text) text).words();
        Optional<Expr> number = NumberWords.read(words);
        if (number.isPresent()) {
            return compare(number.get(), other);
        }
        if (words.length() <= 3 && words.chars().allMatch(c -> c < 0x80 && Character.isLetter(c))) {
            return compare(other, letters(words));
        }
        return ReasonCode.NOT_EQUAL;
    }

    /** A short word beside mathematics is a product of variables. */
    private static Expr letters(String word) {
        List<Expr> letters = word.chars()
                .<Expr>mapToObj(c -> switch (c) {
                    case 'e' -> Constant.E;
                    case 'i' -> Constant.I;
                    default -> new Expr.Symbol(Character.toString(c));
                })
                .toList();
        return letters.size() == 1 ? letters.getFirst() : new Expr.Product(letters);
    }

    private ReasonCode measures(Expr reference, Expr answer) {
        Optional<Expr.Measure> right = measure(reference);
        Optional<Expr.Measure> given = measure(answer);
        if (right.isEmpty() || given.isEmpty()) {
            // A unit on one side only is a matter of form: the value decides.
            return compare(
                    right.map(Expr.Measure::value).orElse(reference),
                    given.map(Expr.Measure::value).orElse(answer));
        }
        Units.Unit rightUnit = Units.read(right.get().unit(), steps);
        Units.Unit givenUnit = Units.read(given.get().unit(), steps);
        boolean counts =
                rightUnit.dimension().isEmpty() || givenUnit.dimension().isEmpty();
        if (!counts && !rightUnit.dimension().equals(givenUnit.dimension())) {
            return ReasonCode.WRONG_UNIT;
        }
        if (counts || rightUnit.factor().equals(givenUnit.factor())) {
            return compare(right.get().value(), given.get().value());
        }
        ReasonCode scaled = compare(
                scaled(right.get().value(), rightUnit), scaled(given.get().value(), givenUnit));
        boolean sameNumber = !Rungs.isEqual(scaled)
                && Rungs.isEqual(compare(right.get().value(), given.get().value()));
        return sameNumber ? ReasonCode.WRONG_UNIT : scaled;
    }

    private static Expr scaled(Expr value, Units.Unit unit) {
        return new Expr.Product(List.of(value, new Expr.Num(unit.factor())));
    }

    /** {@code 5m} is read as a product; beside a value with a unit it is one as well. */
    private static Optional<Expr.Measure> measure(Expr expr) {
        return switch (expr) {
            case Expr.Measure measure -> Optional.of(measure);
            case Expr.Product(List<Expr> factors)
            when factors.size() == 2 && factors.get(1) instanceof Expr.Symbol(String unit) && unit.length() == 1 ->
                Optional.of(new Expr.Measure(factors.getFirst(), unit));
            default -> Optional.empty();
        };
    }

    private ReasonCode relations(Expr reference, Expr answer) {
        if (reference instanceof Expr.Relation right && answer instanceof Expr.Relation given) {
            Optional<Expr> rightValue = Labels.value(right);
            Optional<Expr> givenValue = Labels.value(given);
            if (rightValue.isPresent() && givenValue.isPresent() && Labels.sameName(right, given)) {
                return compare(rightValue.get(), givenValue.get());
            }
            Optional<Expr> rightSet = rightValue.or(() -> Labels.interval(right));
            Optional<Expr> givenSet = givenValue.or(() -> Labels.interval(given));
            boolean sets = right.operators().contains(Expr.Operator.ELEMENT_OF)
                    != given.operators().contains(Expr.Operator.ELEMENT_OF);
            if (sets && rightSet.isPresent() && givenSet.isPresent()) {
                return compare(rightSet.get(), givenSet.get());
            }
            return new Equations(this, scalars).compare(right, given);
        }
        Expr.Relation relation = (Expr.Relation) (reference instanceof Expr.Relation ? reference : answer);
        Expr other = relation == reference ? answer : reference;
        Optional<Expr> value = Labels.value(relation);
        if (value.isEmpty() && Items.isCollection(other)) {
            value = Labels.interval(relation);
        }
        if (value.isEmpty() && !Items.isCollection(other)) {
            value = chain(relation);
        }
        if (value.isEmpty()) {
            if (other instanceof Expr.Listing || other instanceof Expr.SetOf || Signs.hasBoth(other)) {
                return lists.compare(reference, answer);
            }
            return ReasonCode.NOT_EQUAL;
        }
        return relation == reference ? compare(value.get(), other) : compare(other, value.get());
    }

    /** The value of {@code 36+84=120}, where nothing varies and every side is proven to have it. */
    private Optional<Expr> chain(Expr.Relation relation) {
        Expr first = relation.sides().getFirst();
        for (int i = 0; i < relation.operators().size(); i++) {
            Expr side = relation.sides().get(i + 1);
            boolean equal = relation.operators().get(i) == Expr.Operator.EQUAL
                    && Readings.isNumber(side)
                    && Rungs.isEqual(compare(first, side));
            if (!equal) {
                return Optional.empty();
            }
        }
        return Readings.isNumber(first) ? Optional.of(relation.sides().getLast()) : Optional.empty();
    }

    private static boolean isResidue(Expr expr) {
        return expr instanceof Expr.Call(String function, List<Expr> _) && function.equals("pmod");
    }

    /** Beside another residue it is a class of numbers; beside a number it must be that number. */
    private ReasonCode residues(Expr reference, Expr answer) {
        if (!isResidue(reference) || !isResidue(answer)) {
            return compare(
                    isResidue(reference) ? reference.children().getFirst() : reference,
                    isResidue(answer) ? answer.children().getFirst() : answer);
        }
        Expr modulus = reference.children().get(1);
        ReasonCode same = compare(modulus, answer.children().get(1));
        return Rungs.isEqual(same)
                ? Rungs.all(
                        same,
                        compare(
                                new Expr.Call(
                                        "mod", List.of(reference.children().getFirst(), modulus)),
                                new Expr.Call("mod", List.of(answer.children().getFirst(), modulus))))
                : same;
    }
}
