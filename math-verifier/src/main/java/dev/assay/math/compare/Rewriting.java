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
        if (expr instanceof Expr.Symbol(String name)) {
            return policy.names() == Policy.Names.KEPT
                    ? expr
                    : names.computeIfAbsent(name, _ -> new Expr.Symbol("v_" + names.size()));
        }
        List<Expr> parts = expr.children().stream().map(this::of).toList();
        return switch (expr) {
            case Expr.Percent _ when policy.percents() == Policy.Percents.IGNORED -> parts.getFirst();
            case Expr.Measure _ when policy.units() == Policy.Units.IGNORED -> parts.getFirst();
            case Expr.Listing _ when policy.lists() == Policy.Order.KEPT -> new Expr.Tuple(parts, false);
            case Expr.Tuple _ when policy.tuples() == Policy.Order.FREE -> new Expr.Listing(parts);
            case Expr other -> parts.isEmpty() ? other : other.with(parts);
        };
    }
}
