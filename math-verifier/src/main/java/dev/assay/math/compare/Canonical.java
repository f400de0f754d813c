package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Cas;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.numeric.Approximation;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Notation;
import dev.assay.math.parse.word.NumberWords;
import dev.assay.math.reading.Items;
import dev.assay.math.reading.Labels;
import dev.assay.math.reading.Signs;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One text for all the answers that mean the same, so that answers fall into classes. Rational numbers are written
 * exactly; other values by twenty digits at seeded points, so values that are nearer than that fall together; lists and
 * sets are sorted.
 */
public final class Canonical {
    private static final int POINTS = 2;
    private static final MathContext DIGITS = new MathContext(20);
    private static final BigDecimal TINY = new BigDecimal("1e-20");
    private static final int MAX_DENOMINATOR = 64;

    private final Scalars scalars;
    private final Steps steps;

    public Canonical(long steps) {
        this.steps = new Steps(steps);
        this.scalars = new Scalars(Cas.NONE, this.steps);
    }

    /** The text of an expression that a policy has written anew. */
    public String key(Expr expr) {
        return switch (expr) {
            case Expr.Text(String words) ->
                NumberWords.read(words).map(this::key).orElseGet(() -> "text " + Texts.normal(words));
            case Expr.Relation relation -> relation(relation);
            case Expr.Tuple(List<Expr> items, boolean square) ->
                (square ? "[" : "(") + String.join(", ", keys(items)) + (square ? "]" : ")");
            case Expr.Listing _ -> "{" + String.join(", ", sorted(Items.values(expr))) + "}";
            case Expr.SetOf _ -> "{" + String.join(", ", new TreeSet<>(sorted(Items.values(expr)))) + "}";
            case Expr.Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen) ->
                (lowOpen ? "(" : "[") + key(low) + ", " + key(high) + (highOpen ? ")" : "]");
            case Expr.SetOperation(var operator, Expr left, Expr right) -> {
                Stream<String> parts = Stream.of(key(left), key(right));
                yield operator + " " + (operator == Expr.SetOperator.DIFFERENCE ? parts : parts.sorted()).toList();
            }
            case Expr.Matrix(List<List<Expr>> rows) ->
                rows.stream().allMatch(row -> row.size() == 1)
                        ? "("
                                + String.join(
                                        ", ",
                                        keys(rows.stream().map(List::getFirst).toList())) + ")"
                        : "matrix " + rows.stream().map(this::keys).toList();
            case Expr.Ratio(List<Expr> parts)
            when parts.size() == 2 -> key(new Expr.Quotient(parts.get(0), parts.get(1)));
            case Expr.Measure(Expr value, String unit) -> "measure " + unit + " " + key(value);
            case Expr node when Signs.hasBoth(node) -> "{" + String.join(", ", sorted(Items.values(node))) + "}";
            case Expr node -> scalar(node);
        };
    }

    private List<String> keys(List<Expr> items) {
        return items.stream().map(this::key).toList();
    }

    private List<String> sorted(List<Expr> items) {
        return keys(items).stream().sorted().toList();
    }

    /** Both sides on one, so that {@code x=1} and {@code 2x=2} are different but {@code 1=x} is not. */
    private String relation(Expr.Relation relation) {
        Optional<Expr> range = Labels.interval(relation);
        if (range.isPresent()) {
            return key(range.get());
        }
        List<String> sides = keys(relation.sides());
        boolean symmetric = relation.operators().stream()
                .allMatch(operator -> operator == Expr.Operator.EQUAL || operator == Expr.Operator.NOT_EQUAL);
        return "relation " + relation.operators()
                + (symmetric ? sides.stream().sorted().toList() : sides);
    }

    private String scalar(Expr expr) {
        try {
            Optional<Rational> exact = scalars.rational(expr);
            if (exact.isPresent()) {
                return exact.get().toString();
            }
        } catch (TooCostly _) {
            return "as written " + Notation.of(expr);
        }
        Set<String> symbols = new TreeSet<>();
        symbols(expr, symbols);
        StringBuilder key = new StringBuilder("about");
        for (int point = 0; point < (symbols.isEmpty() ? 1 : POINTS); point++) {
            Optional<Approximation> value = Approximation.of(expr, symbols, point);
            if (value.isEmpty()) {
                return "as written " + Notation.of(expr);
            }
            key.append(' ').append(number(value.get().re()));
            if (value.get().im().abs().compareTo(TINY) > 0) {
                key.append(" + ").append(number(value.get().im())).append('i');
            }
        }
        return symbols.isEmpty() && key.indexOf("i") < 0 && key.indexOf(".") < 0
                ? key.substring("about ".length())
                : key.toString();
    }

    /** Twenty digits; what is a whole number, or a small fraction of one, as that. */
    private static String number(BigDecimal value) {
        for (int denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
            BigDecimal times = value.multiply(BigDecimal.valueOf(denominator));
            BigDecimal whole = times.setScale(0, java.math.RoundingMode.HALF_EVEN);
            if (times.subtract(whole).abs().compareTo(TINY) < 0) {
                return whole.toBigInteger() + (denominator == 1 ? "" : "/" + denominator);
            }
        }
        return value.round(DIGITS).stripTrailingZeros().toString();
    }

    private static void symbols(Expr expr, Set<String> into) {
        if (expr instanceof Expr.Symbol(String name)) {
            into.add(name);
        }
        expr.children().forEach(child -> symbols(child, into));
    }

    /** The name that a relation gives a value, as a text; empty where it gives none. */
    public static Optional<String> label(Expr expr) {
        return expr instanceof Expr.Relation relation && Labels.value(relation).isPresent()
                ? Optional.of(Notation.of(relation.sides().getFirst()))
                : Optional.empty();
    }

    /** The value without the name before it. */
    public static Expr unlabelled(Expr expr) {
        return expr instanceof Expr.Relation relation ? Labels.value(relation).orElse(expr) : expr;
    }
}
