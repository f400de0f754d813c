package dev.assay.math.compare;

import dev.assay.math.parse.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an expression anew as a policy takes it, so that the comparison itself need not know the policy. */
final class Rewriting {
    private final Policy policy;
    private final Map<String, Expr> names = new LinkedHashMap<>();

    Rewriting(Policy policy) {
        this.policy = policy;
    }

    Expr of(Expr expr) {
        return switch (expr) {
            case Expr.Symbol(String name)
            when policy.names() == Policy.Names.RENAMED ->
                names.computeIfAbsent(name, _ -> new Expr.Symbol("v_" + names.size()));
            case Expr.Percent(Expr of) ->
                policy.percents() == Policy.Percents.IGNORED ? of(of) : new Expr.Percent(of(of));
            case Expr.Measure(Expr value, String unit) ->
                policy.units() == Policy.Units.IGNORED ? of(value) : new Expr.Measure(of(value), unit);
            case Expr.Listing(List<Expr> items) ->
                policy.lists() == Policy.Order.KEPT ? new Expr.Tuple(all(items), false) : new Expr.Listing(all(items));
            case Expr.Tuple(List<Expr> items, boolean square) ->
                policy.tuples() == Policy.Order.FREE
                        ? new Expr.Listing(all(items))
                        : new Expr.Tuple(all(items), square);
            case Expr.SetOf(List<Expr> items) -> new Expr.SetOf(all(items));
            case Expr.Relation(List<Expr> sides, List<Expr.Operator> operators) ->
                new Expr.Relation(all(sides), operators);
            case Expr.Sum(List<Expr> terms) -> new Expr.Sum(all(terms));
            case Expr.Product(List<Expr> factors) -> new Expr.Product(all(factors));
            case Expr.Negation(Expr of) -> new Expr.Negation(of(of));
            case Expr.PlusMinus(Expr of) -> new Expr.PlusMinus(of(of));
            case Expr.Quotient(Expr top, Expr bottom) -> new Expr.Quotient(of(top), of(bottom));
            case Expr.Power(Expr base, Expr exponent) -> new Expr.Power(of(base), of(exponent));
            case Expr.Root(Expr radicand, Expr degree) -> new Expr.Root(of(radicand), of(degree));
            case Expr.Factorial(Expr of) -> new Expr.Factorial(of(of));
            case Expr.Call(String function, List<Expr> arguments) -> new Expr.Call(function, all(arguments));
            case Expr.Ratio(List<Expr> parts) -> new Expr.Ratio(all(parts));
            case Expr.Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen) ->
                new Expr.Interval(of(low), lowOpen, of(high), highOpen);
            case Expr.SetOperation(var operator, Expr left, Expr right) ->
                new Expr.SetOperation(operator, of(left), of(right));
            case Expr.Matrix(List<List<Expr>> rows) ->
                new Expr.Matrix(rows.stream().map(this::all).toList());
            case Expr other -> other;
        };
    }

    private List<Expr> all(List<Expr> items) {
        return items.stream().map(this::of).toList();
    }
}
