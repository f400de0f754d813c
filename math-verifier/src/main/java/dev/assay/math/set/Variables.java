package dev.assay.math.set;

import dev.assay.math.parse.Expr;
import java.util.Set;
import java.util.TreeSet;

/** The names in an expression. */
public final class Variables {
    private Variables() {}

    /** All names of variables, sorted. */
    public static Set<String> of(Expr expr) {
        Set<String> names = new TreeSet<>();
        collect(expr, names);
        return names;
    }

    static boolean has(Expr expr, String variable) {
        return of(expr).contains(variable);
    }

    private static void collect(Expr expr, Set<String> into) {
        if (expr instanceof Expr.Symbol(String name)) {
            into.add(name);
        }
        expr.children().forEach(child -> collect(child, into));
    }
}
