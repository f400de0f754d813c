package dev.assay.math.compare;

import dev.assay.math.parse.Expr;
import dev.assay.math.reading.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an expression anew as a policy takes it, so that the comparison itself need not know the policy. */
final class Rewriting {
    private final Policy policy;
    private final Map<String, Expr> names = new LinkedHashMap<>();

    private final Expr other;
    private final boolean answer;

    Rewriting(Policy policy, Expr other, boolean answer) {
        this.answer = answer;
        this.policy = policy;
        this.other = other;
    }

    Expr of(Expr expr, boolean outermost) {
        if (expr instanceof Expr.Symbol(String name)) {
            return policy.names() == Policy.Names.KEPT
                    ? expr
                    : names.computeIfAbsent(name, _ -> new Expr.Symbol("v_" + names.size()));
        }
        List<Expr> parts = expr.children().stream().map(part -> of(part, false)).toList();
        return switch (expr) {
            case Expr.Percent _ when policy.percents() == Policy.Percents.IGNORED -> parts.getFirst();
            case Expr.Measure _ when policy.units() == Policy.Units.IGNORED -> parts.getFirst();
            case Expr.Listing _ -> list(parts);
            case Expr.SetOf _ when outermost && isTuple() -> new Expr.Tuple(parts, false);
            case Expr.Tuple _ when isFree(outermost) -> new Expr.Listing(parts);
            case Expr.Relation relation when outermost && isChain(relation) -> parts.getLast();
            case Expr node -> parts.isEmpty() ? node : node.with(parts);
        };
    }

    private Expr list(List<Expr> parts) {
        return switch (policy.lists()) {
            case KEPT -> new Expr.Tuple(parts, false);
            case FREE -> new Expr.Listing(parts);
            case DISTINCT -> new Expr.SetOf(parts);
        };
    }

    private boolean isFree(boolean outermost) {
        return switch (policy.tuples()) {
            case KEPT -> false;
            case FREE -> true;
            case AS_REFERENCE -> outermost && answer && other instanceof Expr.SetOf;
        };
    }

    private boolean isTuple() {
        return policy.tuples() == Policy.Tuples.AS_REFERENCE && answer && other instanceof Expr.Tuple;
    }

    private boolean isChain(Expr.Relation relation) {
        return policy.chains() == Policy.Chains.LAST
                && !(other instanceof Expr.Relation)
                && relation.operators().stream().allMatch(operator -> operator == Expr.Operator.EQUAL)
                && relation.sides().stream().allMatch(Readings::isNumber);
    }
}
