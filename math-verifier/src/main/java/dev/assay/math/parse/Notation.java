package dev.assay.math.parse;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a tree in a short form with every bracket, for people who want to know how something was read. */
public final class Notation {
    private Notation() {}

    /** The tree as one line. */
    public static String of(Expr expr) {
        return switch (expr) {
            case Expr.Num(var value) -> value.toString();
            case Expr.Constant constant -> constant.name().toLowerCase(Locale.ROOT);
            case Expr.Symbol(String name) -> name;
            case Expr.Text(String words) -> '"' + words + '"';
            case Expr.Sum(List<Expr> terms) -> "(" + join(terms, " + ") + ")";
            case Expr.Product(List<Expr> factors) -> "(" + join(factors, " * ") + ")";
            case Expr.Negation(Expr of) -> "-" + of(of);
            case Expr.PlusMinus(Expr of) -> "±" + of(of);
            case Expr.Quotient(Expr top, Expr bottom) -> "(" + of(top) + " / " + of(bottom) + ")";
            case Expr.Power(Expr base, Expr exponent) -> of(base) + "^" + of(exponent);
            case Expr.Root(Expr radicand, Expr degree) -> "root(" + of(radicand) + ", " + of(degree) + ")";
            case Expr.Factorial(Expr of) -> of(of) + "!";
            case Expr.Call(String function, List<Expr> arguments) -> function + "(" + join(arguments, ", ") + ")";
            case Expr.Percent(Expr of) -> of(of) + "%";
            case Expr.Degrees(Expr of) -> of(of) + "°";
            case Expr.Measure(Expr value, String unit) -> of(value) + " [" + unit + "]";
            case Expr.Ratio(List<Expr> parts) -> join(parts, ":");
            case Expr.Relation relation -> relation(relation);
            case Expr.Tuple(List<Expr> items, boolean square) ->
                square ? "[" + join(items, ", ") + "]" : "(" + join(items, ", ") + ")";
            case Expr.SetOf(List<Expr> items) -> "{" + join(items, ", ") + "}";
            case Expr.Listing(List<Expr> items) -> join(items, ", ");
            case Expr.Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen) ->
                "interval" + (lowOpen ? "(" : "[") + of(low) + ", " + of(high) + (highOpen ? ")" : "]");
            case Expr.SetOperation(var operator, Expr left, Expr right) ->
                "(" + of(left) + " " + operator.name().toLowerCase(Locale.ROOT) + " " + of(right) + ")";
            case Expr.Matrix(List<List<Expr>> rows) ->
                "matrix[" + rows.stream().map(row -> join(row, ", ")).collect(Collectors.joining("; ")) + "]";
        };
    }

    private static String join(List<Expr> items, String separator) {
        return items.stream().map(Notation::of).collect(Collectors.joining(separator));
    }

    private static String relation(Expr.Relation relation) {
        StringBuilder text = new StringBuilder(of(relation.sides().getFirst()));
        for (int i = 0; i < relation.operators().size(); i++) {
            String sign = switch (relation.operators().get(i)) {
                case EQUAL -> " = ";
                case APPROXIMATELY -> " ≈ ";
                case NOT_EQUAL -> " ≠ ";
                case LESS -> " < ";
                case LESS_OR_EQUAL -> " ≤ ";
                case GREATER -> " > ";
                case GREATER_OR_EQUAL -> " ≥ ";
                case ELEMENT_OF -> " ∈ ";
            };
            text.append(sign).append(of(relation.sides().get(i + 1)));
        }
        return text.toString();
    }
}
