package dev.assay.math.set;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import java.util.List;
import java.util.Optional;

/** What sets need to know of the numbers in them. */
public interface Order {
    /**
     * Which of two finite real numbers is larger, as {@link java.util.Comparator#compare}.
     *
     * @throws Unordered where that cannot be said for certain
     */
    int compare(Expr left, Expr right);

    /** The exact value of a rational number. */
    Optional<Rational> rational(Expr expr);

    /**
     * The coefficients of {@code left - right} as a polynomial in one variable, the constant first; empty where it is
     * none with rational coefficients, or of a degree above two.
     */
    Optional<List<Rational>> difference(Expr left, Expr right, String variable);
}
