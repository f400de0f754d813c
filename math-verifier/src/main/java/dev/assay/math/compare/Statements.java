package dev.assay.math.compare;

import dev.assay.math.exact.Steps;
import dev.assay.math.logic.TruthTables;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Connective;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.reward.ReasonCode;
import java.util.List;
import java.util.Optional;

/** Compares what is joined by and, or, not, if: formulas of propositions, and relations that describe sets. */
final class Statements {
    private final Comparer comparer;
    private final Regions regions;
    private final Steps steps;

    Statements(Comparer comparer, Regions regions, Steps steps) {
        this.comparer = comparer;
        this.regions = regions;
        this.steps = steps;
    }

    /** One of both at least is a joined statement. */
    ReasonCode compare(Expr reference, Expr answer) {
        if (isFormula(reference) && isFormula(answer)) {
            Optional<Boolean> same = TruthTables.equivalent(reference, answer, steps);
            if (same.isPresent()) {
                return same.get() ? ReasonCode.EQUAL_STRUCTURAL : ReasonCode.NOT_EQUAL;
            }
        }
        Expr right = conclusion(reference);
        Expr given = conclusion(answer);
        if (right != reference || given != answer) {
            return comparer.compare(right, given);
        }
        Optional<ReasonCode> sets = regions.compare(reference, answer);
        if (sets.isPresent()) {
            return sets.get();
        }
        if (reference instanceof Expr.Not(Expr first) && answer instanceof Expr.Not(Expr second)) {
            return comparer.compare(first, second);
        }
        if (connective(reference).equals(connective(answer))) {
            return comparer.compare(new Expr.Listing(reference.children()), new Expr.Listing(answer.children()));
        }
        boolean listed = isListed(reference) && isListed(answer);
        return listed
                ? comparer.compare(new Expr.Listing(reference.children()), new Expr.Listing(answer.children()))
                : ReasonCode.NOT_EQUAL;
    }

    private static boolean isFormula(Expr expr) {
        return switch (expr) {
            case Expr.Logic _, Expr.Not _, Expr.Symbol _ -> true;
            case Constant constant -> constant == Constant.TRUE || constant == Constant.FALSE;
            case Expr _ -> false;
        };
    }

    /** A chain of implications between equations is a way to its last one. */
    private static Expr conclusion(Expr expr) {
        return expr instanceof Expr.Logic(Connective connective, List<Expr> operands)
                        && connective == Connective.IMPLIES
                        && operands.getFirst() instanceof Expr.Relation
                ? operands.getLast()
                : expr;
    }

    private static Optional<Connective> connective(Expr expr) {
        return expr instanceof Expr.Logic(Connective connective, List<Expr> _)
                        && (connective == Connective.AND || connective == Connective.OR)
                ? Optional.of(connective)
                : Optional.empty();
    }

    private static boolean isListed(Expr expr) {
        return expr instanceof Expr.Listing
                || expr instanceof Expr.SetOf
                || expr instanceof Expr.Logic(Connective connective, List<Expr> _) && connective == Connective.AND;
    }
}
