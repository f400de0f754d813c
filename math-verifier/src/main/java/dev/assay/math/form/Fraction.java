package dev.assay.math.form;

import dev.assay.math.exact.Rational;
import java.util.Optional;

/** A quotient of polynomials; the denominator is not zero, and 1 wherever it was a number or a plain product. */
public record Fraction(Polynomial numerator, Polynomial denominator) {
    static final Fraction ZERO = new Fraction(Polynomial.ZERO, Polynomial.ONE);
    static final Fraction ONE = new Fraction(Polynomial.ONE, Polynomial.ONE);

    public static Fraction of(Rational value) {
        return new Fraction(Polynomial.constant(value), Polynomial.ONE);
    }

    public static Fraction of(Atom atom) {
        return new Fraction(Polynomial.term(Rational.ONE, Monomial.of(atom, Rational.ONE)), Polynomial.ONE);
    }

    public static Fraction of(Polynomial polynomial) {
        return new Fraction(polynomial, Polynomial.ONE);
    }

    /** Whether the denominator is one. */
    public boolean isWhole() {
        return denominator.equals(Polynomial.ONE);
    }

    /** Whether something opaque is inside, so that its normal form does not say everything. */
    boolean isOpen() {
        return java.util.stream.Stream.of(numerator, denominator)
                .flatMap(part -> part.terms().keySet().stream())
                .flatMap(monomial -> monomial.powers().keySet().stream())
                .anyMatch(atom -> atom.kind() == Atom.Kind.OPAQUE);
    }

    /** The exact value, where nothing but a rational number is left. */
    public Optional<Rational> rational() {
        return isWhole() ? numerator.rational() : Optional.empty();
    }

    Fraction negate() {
        return new Fraction(numerator.negate(), denominator);
    }

    @Override
    public String toString() {
        return isWhole() ? numerator.toString() : "(" + numerator + ")/(" + denominator + ")";
    }
}
