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
            case Expr.MinusPlus(Expr of) -> "∓" + of(of);
            case Expr.Quotient(Expr top, Expr bottom) -> "(" + of(top) + " / " + of(bottom) + ")";
            case Expr.Power(Expr base, Expr exponent) -> of(base) + "^" + of(exponent);
            case Expr.Root(Expr radicand, Expr degree) -> "root(" + of(radicand) + ", " + of(degree) + ")";
            case Expr.Factorial(Expr of) -> of(of) + "!";
            case Expr.Call(String function, List<Expr> arguments) -> function + "(" + join(arguments, ", ") + ")";
            case Expr.Iterated(var operator, String index, Expr low, Expr high, Expr term) ->
                operator.name().toLowerCase(Locale.ROOT) + "(" + index + " from " + of(low) + " to " + of(high) + ": "
                        + of(term) + ")";
            case Expr.Integral(Expr integrand, String variable, Expr low, Expr high) ->
                "integral(" + variable + " from " + of(low) + " to " + of(high) + ": " + of(integrand) + ")";
            case Expr.Antiderivative(Expr integrand, String variable) ->
                "integral(" + variable + ": " + of(integrand) + ")";
            case Expr.Limit(Expr of, String variable, Expr at, var side) ->
                "limit(" + variable + " to " + of(at)
                        + switch (side) {
                            case BOTH -> "";
                            case BELOW -> " from below";
                            case ABOVE -> " from above";
                        }
                        + ": " + of(of) + ")";
            case Expr.Derivative(Expr of, String variable, int order) ->
                "derivative(" + variable + (order == 1 ? "" : ", " + order) + ": " + of(of) + ")";
            case Expr.Piecewise(var branches) ->
                "cases("
                        + branches.stream()
                                .map(branch -> of(branch.value()) + " if " + of(branch.condition()))
                                .collect(Collectors.joining("; "))
                        + ")";
            case Expr.Percent(Expr of) -> of(of) + "%";
            case Expr.Degrees(Expr of) -> of(of) + "°";
            case Expr.Measure(Expr value, String unit) -> of(value) + " [" + unit + "]";
            case Expr.Ratio(List<Expr> parts) -> join(parts, ":");
            case Expr.Relation relation -> relation(relation);
            case Expr.Logic(var connective, List<Expr> operands) ->
                "(" + join(operands, " " + connective.name().toLowerCase(Locale.ROOT) + " ") + ")";
            case Expr.Not(Expr of) -> "not " + of(of);
            case Expr.Tuple(List<Expr> items, boolean square) ->
                square ? "[" + join(items, ", ") + "]" : "(" + join(items, ", ") + ")";
            case Expr.SetOf(List<Expr> items) -> "{" + join(items, ", ") + "}";
            case Expr.SetBuilder(Expr element, List<Expr> conditions) ->
                "{" + of(element) + " | " + join(conditions, ", ") + "}";
            case Expr.Listing(List<Expr> items) -> join(items, ", ");
            case Expr.Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen) ->
                "interval" + (lowOpen ? "(" : "[") + of(low) + ", " + of(high) + (highOpen ? ")" : "]");
            case Expr.SetOperation(var operator, Expr left, Expr right) ->
                "(" + of(left) + " " + operator.name().toLowerCase(Locale.ROOT) + " " + of(right) + ")";
            case Expr.Complement(Expr of) -> "complement(" + of(of) + ")";
            case Expr.Date(var year, int month, int day) ->
                (year.isPresent() ? "%04d-".formatted(year.getAsInt()) : "") + "%02d-%02d".formatted(month, day);
            case Expr.Clock(int seconds, boolean _) ->
                "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
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
                case NOT_ELEMENT_OF -> " ∉ ";
                case SUBSET -> " ⊂ ";
                case SUBSET_OR_EQUAL -> " ⊆ ";
                case CONGRUENT -> " ≡ ";
                case SIMILAR -> " ∼ ";
                case PARALLEL -> " ∥ ";
                case PERPENDICULAR -> " ⊥ ";
            };
            text.append(sign).append(of(relation.sides().get(i + 1)));
        }
        return text.toString();
    }
}
