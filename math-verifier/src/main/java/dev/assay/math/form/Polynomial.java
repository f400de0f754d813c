package dev.assay.math.form;

import dev.assay.math.exact.Rational;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sum of monomials with rational coefficients that are not zero, in canonical order.
 *
 * @param terms coefficient by monomial
 */
public record Polynomial(SortedMap<Monomial, Rational> terms) {
    static final Polynomial ZERO = new Polynomial(new TreeMap<>());
    static final Polynomial ONE = constant(Rational.ONE);

    public Polynomial {
        terms = Collections.unmodifiableSortedMap(terms);
    }

    public static Polynomial constant(Rational value) {
        return term(value, Monomial.ONE);
    }

    static Polynomial term(Rational coefficient, Monomial monomial) {
        SortedMap<Monomial, Rational> terms = new TreeMap<>();
        if (!coefficient.isZero()) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    public boolean isZero() {
        return terms.isEmpty();
    }

    /** The value, where there is nothing but a rational number. */
    Optional<Rational> rational() {
        if (isZero()) {
            return Optional.of(Rational.ZERO);
        }
        return single().filter(term -> term.getKey().isOne()).map(Map.Entry::getValue);
    }

    /** The only term, where there is just one. */
    Optional<Map.Entry<Monomial, Rational>> single() {
        return terms.size() == 1 ? Optional.of(terms.entrySet().iterator().next()) : Optional.empty();
    }

    /** The sign of the first coefficient in canonical order; 0 of zero. */
    int leadingSign() {
        return isZero() ? 0 : leading().signum();
    }

    /** The first coefficient in canonical order; zero of zero. */
    public Rational leading() {
        return isZero() ? Rational.ZERO : terms.entrySet().iterator().next().getValue();
    }

    Polynomial negate() {
        SortedMap<Monomial, Rational> negated = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> negated.put(monomial, coefficient.negate()));
        return new Polynomial(negated);
    }

    @Override
    public String toString() {
        if (isZero()) {
            return "0";
        }
        StringBuilder text = new StringBuilder();
        terms.forEach((monomial, coefficient) -> {
            text.append(text.isEmpty() ? "" : "+").append(coefficient);
            if (!monomial.isOne()) {
                text.append('*').append(monomial);
            }
        });
        return text.toString();
    }
}
