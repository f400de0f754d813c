package dev.assay.math.form;

import dev.assay.math.exact.Factors;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Arithmetic of normal forms. Roots of primes are independent over the rationals (Besicovitch 1940), so two different
 * normal forms of them are different numbers. Not thread-safe; one for each comparison.
 */
public final class Ring {
    private static final int MAX_TERMS = 2_000;
    private static final int MAX_EXPANSION = 1_000;

    private final Steps steps;

    /** What an opaque atom with a fractional exponent is, so that whole powers of it can be resolved. */
    private final Map<Atom, Polynomial> bases = new HashMap<>();

    private boolean uncertain;

    /** A ring whose operations spend from one budget and end in {@link TooCostly} beyond it. */
    public Ring(Steps steps) {
        this.steps = steps;
    }

    /** The budget that every operation spends from. */
    public Steps steps() {
        return steps;
    }

    /** Whether a factor was not known to be prime, so that equal numbers may have two forms. */
    public boolean uncertain() {
        return uncertain;
    }

    Fraction plus(Fraction a, Fraction b) {
        if (a.denominator().equals(b.denominator())) {
            return over(plus(a.numerator(), b.numerator()), a.denominator());
        }
        return over(
                plus(times(a.numerator(), b.denominator()), times(b.numerator(), a.denominator())),
                times(a.denominator(), b.denominator()));
    }

    public Fraction minus(Fraction a, Fraction b) {
        return plus(a, b.negate());
    }

    public Fraction times(Fraction a, Fraction b) {
        return over(times(a.numerator(), b.numerator()), times(a.denominator(), b.denominator()));
    }

    /** @throws ArithmeticException where {@code b} is zero */
    public Fraction divide(Fraction a, Fraction b) {
        return over(times(a.numerator(), b.denominator()), times(a.denominator(), b.numerator()));
    }

    /** Whether both are the same, by cross-multiplication. */
    public boolean equal(Fraction a, Fraction b) {
        return minus(times(a.numerator(), b.denominator()), times(b.numerator(), a.denominator()))
                .isZero();
    }

    private Fraction over(Polynomial numerator, Polynomial denominator) {
        if (denominator.isZero()) {
            throw new ArithmeticException("division by zero");
        }
        if (denominator.equals(Polynomial.ONE)) {
            return Fraction.of(numerator);
        }
        if (numerator.isZero()) {
            return Fraction.ZERO;
        }
        if (denominator.single().isEmpty()) {
            return numerator.equals(denominator) ? Fraction.ONE : new Fraction(numerator, denominator);
        }
        Map.Entry<Monomial, Rational> term = denominator.single().get();
        SortedMap<Atom, Rational> moved = new TreeMap<>();
        SortedMap<Atom, Rational> kept = new TreeMap<>();
        term.getKey()
                .powers()
                .forEach((atom, exponent) ->
                        (atom.kind() == Atom.Kind.OPAQUE ? kept : moved).put(atom, exponent.negate()));
        Polynomial inverse = reduce(term.getValue().inverse(), moved);
        SortedMap<Atom, Rational> common = new TreeMap<>();
        kept.replaceAll((atom, exponent) -> {
            Rational shared = exponent.negate();
            for (Monomial monomial : numerator.terms().keySet()) {
                Rational own = monomial.powers().getOrDefault(atom, Rational.ZERO);
                shared = own.compareTo(shared) < 0 ? own : shared;
            }
            if (shared.signum() > 0) {
                common.put(atom, shared.negate());
                return exponent.negate().minus(shared, steps);
            }
            return exponent.negate();
        });
        kept.values().removeIf(Rational::isZero);
        Polynomial top = times(times(numerator, reduce(Rational.ONE, common)), inverse);
        return kept.isEmpty() ? Fraction.of(top) : new Fraction(top, Polynomial.term(Rational.ONE, new Monomial(kept)));
    }

    Polynomial plus(Polynomial a, Polynomial b) {
        steps.spend(10L * a.terms().size());
        SortedMap<Monomial, Rational> terms = new TreeMap<>(a.terms());
        b.terms().forEach((monomial, coefficient) -> add(terms, monomial, coefficient));
        return new Polynomial(terms);
    }

    /** The square of the absolute value of a complex number in closed form; empty for others, real ones included. */
    Optional<Fraction> squaredModulus(Fraction of) {
        SortedMap<Monomial, Rational> real = new TreeMap<>();
        SortedMap<Monomial, Rational> imaginary = new TreeMap<>();
        for (Map.Entry<Monomial, Rational> term : of.numerator().terms().entrySet()) {
            SortedMap<Atom, Rational> powers = new TreeMap<>(term.getKey().powers());
            boolean turned = powers.remove(Atom.IMAGINARY) != null;
            boolean known = powers.keySet().stream()
                    .noneMatch(atom -> atom.kind() == Atom.Kind.SYMBOL || atom.kind() == Atom.Kind.OPAQUE);
            if (!known) {
                return Optional.empty();
            }
            (turned ? imaginary : real).put(new Monomial(powers), term.getValue());
        }
        if (imaginary.isEmpty() || !of.isWhole()) {
            return Optional.empty();
        }
        Polynomial x = new Polynomial(real);
        Polynomial y = new Polynomial(imaginary);
        return Optional.of(Fraction.of(plus(times(x, x), times(y, y))));
    }

    private Polynomial minus(Polynomial a, Polynomial b) {
        return plus(a, b.negate());
    }

    private void add(SortedMap<Monomial, Rational> terms, Monomial monomial, Rational coefficient) {
        steps.spend(40);
        Rational before = terms.get(monomial);
        Rational sum = before == null ? coefficient : before.plus(coefficient, steps);
        if (sum.isZero()) {
            terms.remove(monomial);
        } else {
            terms.put(monomial, sum);
            if (terms.size() > MAX_TERMS) {
                throw new TooCostly("more than " + MAX_TERMS + " terms");
            }
        }
    }

    Polynomial times(Polynomial a, Polynomial b) {
        if (a.equals(Polynomial.ONE)) {
            return b;
        }
        if (b.equals(Polynomial.ONE)) {
            return a;
        }
        SortedMap<Monomial, Rational> terms = new TreeMap<>();
        for (Map.Entry<Monomial, Rational> left : a.terms().entrySet()) {
            for (Map.Entry<Monomial, Rational> right : b.terms().entrySet()) {
                SortedMap<Atom, Rational> powers = new TreeMap<>(left.getKey().powers());
                for (Map.Entry<Atom, Rational> power : right.getKey().powers().entrySet()) {
                    powers.merge(power.getKey(), power.getValue(), (x, y) -> x.plus(y, steps));
                }
                steps.spend(300 + price(powers));
                reduce(left.getValue().times(right.getValue(), steps), powers)
                        .terms()
                        .forEach((monomial, coefficient) -> add(terms, monomial, coefficient));
            }
        }
        return new Polynomial(terms);
    }

    /** The sum of many, in one pass where they have no denominators. */
    Fraction sum(List<Fraction> values) {
        SortedMap<Monomial, Rational> whole = new TreeMap<>();
        Fraction rest = Fraction.ZERO;
        for (Fraction value : values) {
            if (value.isWhole()) {
                value.numerator().terms().forEach((monomial, coefficient) -> add(whole, monomial, coefficient));
            } else {
                rest = plus(rest, value);
            }
        }
        Fraction sum = Fraction.of(new Polynomial(whole));
        return rest.equals(Fraction.ZERO) ? sum : plus(sum, rest);
    }

    /** Names are compared and joined character by character. */
    private static long price(SortedMap<Atom, Rational> powers) {
        long price = 0;
        for (Atom atom : powers.keySet()) {
            price += 100 + atom.key().length() / 2;
        }
        return price;
    }

    /** A term whose exponents may be outside of their normal range. */
    private Polynomial reduce(Rational coefficient, SortedMap<Atom, Rational> powers) {
        Rational factor = coefficient;
        Polynomial rest = Polynomial.ONE;
        SortedMap<Atom, Rational> normal = new TreeMap<>();
        for (Map.Entry<Atom, Rational> power : powers.entrySet()) {
            Atom atom = power.getKey();
            Rational exponent = power.getValue();
            if (atom.kind() == Atom.Kind.PRIME) {
                BigInteger whole = exponent.floor();
                factor = factor.times(Rational.of(new BigInteger(atom.key())).power(whole, steps), steps);
                exponent = exponent.minus(Rational.of(whole), steps);
            } else if (atom.kind() == Atom.Kind.IMAGINARY) {
                int turns = exponent.numerator().mod(BigInteger.valueOf(4)).intValue();
                factor = turns >= 2 ? factor.negate() : factor;
                exponent = Rational.of(turns % 2);
            } else if (atom.kind() == Atom.Kind.OPAQUE) {
                BigInteger whole = exponent.floor();
                Polynomial base = bases.get(atom);
                if (base != null && whole.signum() > 0) {
                    rest = times(rest, power(base, whole));
                    exponent = exponent.minus(Rational.of(whole), steps);
                } else if (atom.key().startsWith("sin(")
                        && exponent.isInteger()
                        && whole.compareTo(BigInteger.TWO) >= 0) {
                    Atom cosine = new Atom(Atom.Kind.OPAQUE, "cos" + atom.key().substring(3));
                    Polynomial square = plus(
                            Polynomial.ONE, Polynomial.term(Rational.MINUS_ONE, Monomial.of(cosine, Rational.TWO)));
                    rest = times(rest, power(square, whole.shiftRight(1)));
                    exponent = whole.testBit(0) ? Rational.ONE : Rational.ZERO;
                }
            }
            if (!exponent.isZero()) {
                normal.put(atom, exponent);
            }
        }
        return times(rest, Polynomial.term(factor, new Monomial(normal)));
    }

    /** A whole power that is not negative. */
    private Polynomial power(Polynomial base, BigInteger exponent) {
        if (base.single().isPresent()) {
            Map.Entry<Monomial, Rational> term = base.single().get();
            return reduce(term.getValue().power(exponent, steps), scaled(term.getKey(), Rational.of(exponent)));
        }
        if (exponent.signum() == 0) {
            return Polynomial.ONE;
        }
        if (exponent.bitLength() > 10 || exponent.intValue() > MAX_EXPANSION) {
            throw new TooCostly("an expansion above the power " + MAX_EXPANSION);
        }
        Polynomial result = Polynomial.ONE;
        for (int i = exponent.bitLength() - 1; i >= 0; i--) {
            result = times(result, result);
            if (exponent.testBit(i)) {
                result = times(result, base);
            }
        }
        return result;
    }

    private SortedMap<Atom, Rational> scaled(Monomial monomial, Rational factor) {
        SortedMap<Atom, Rational> powers = new TreeMap<>();
        monomial.powers().forEach((atom, exponent) -> powers.put(atom, exponent.times(factor, steps)));
        return powers;
    }

    /**
     * A whole power.
     *
     * @throws ArithmeticException for zero to a power that is not positive
     */
    Fraction power(Fraction base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return divide(Fraction.ONE, power(base, exponent.negate()));
        }
        if (base.numerator().isZero() && exponent.signum() == 0) {
            throw new ArithmeticException("zero to the power of zero");
        }
        return over(power(base.numerator(), exponent), power(base.denominator(), exponent));
    }

    /** The real n-th root, n at least 2, or the principal square root of a negative number. */
    Fraction root(Fraction of, int degree) {
        if (!of.isWhole()) {
            return divide(root(Fraction.of(of.numerator()), degree), root(Fraction.of(of.denominator()), degree));
        }
        Polynomial radicand = of.numerator();
        if (radicand.isZero()) {
            return Fraction.ZERO;
        }
        Rational one = Rational.ONE.dividedBy(Rational.of(degree), steps);
        Rational content = radicand.single().map(Map.Entry::getValue).orElseGet(() -> content(radicand));
        boolean negative = radicand.single().isPresent() && content.signum() < 0;
        if (negative && degree % 2 == 0 && degree > 2) {
            return opaqueRoot(radicand, one);
        }
        SortedMap<Atom, Rational> powers = new TreeMap<>();
        primes(powers, content.abs().numerator(), one);
        primes(powers, content.abs().denominator(), one.negate());
        Rational sign = negative && degree % 2 == 1 ? Rational.MINUS_ONE : Rational.ONE;
        if (negative && degree == 2) {
            powers.put(Atom.IMAGINARY, Rational.ONE);
        }
        if (radicand.single().isEmpty()) {
            Polynomial primitive = times(radicand, Polynomial.constant(content.inverse()));
            Fraction rest = opaqueRoot(primitive, one);
            return times(Fraction.of(reduce(sign, powers)), rest);
        }
        for (Map.Entry<Atom, Rational> power :
                radicand.single().get().getKey().powers().entrySet()) {
            Rational exponent = power.getValue().times(one, steps);
            Atom atom = power.getKey();
            boolean maybeNegative = atom.kind() == Atom.Kind.SYMBOL
                    || atom.kind() == Atom.Kind.OPAQUE
                            && !atom.key().startsWith("pow(")
                            && !atom.key().startsWith("abs(");
            if (atom.kind() == Atom.Kind.IMAGINARY) {
                return opaqueRoot(radicand, one);
            }
            if (maybeNegative
                    && degree % 2 == 0
                    && power.getValue().isInteger()
                    && !power.getValue().numerator().testBit(0)
                    && !(exponent.isInteger() && !exponent.numerator().testBit(0))) {
                atom = new Atom(Atom.Kind.OPAQUE, "abs(1*" + atom.key() + ")");
            }
            powers.merge(atom, exponent, (x, y) -> x.plus(y, steps));
        }
        return Fraction.of(reduce(sign, powers));
    }

    private Fraction opaqueRoot(Polynomial radicand, Rational exponent) {
        Atom atom = new Atom(Atom.Kind.OPAQUE, "(" + radicand + ")");
        bases.put(atom, radicand);
        return Fraction.of(Polynomial.term(Rational.ONE, Monomial.of(atom, exponent)));
    }

    /** The positive rational that, taken out, leaves whole coefficients without a common factor. */
    private Rational content(Polynomial polynomial) {
        BigInteger top = BigInteger.ZERO;
        BigInteger bottom = BigInteger.ONE;
        for (Rational coefficient : polynomial.terms().values()) {
            steps.spend(10);
            top = top.gcd(coefficient.numerator());
            bottom = bottom.multiply(coefficient.denominator()).divide(bottom.gcd(coefficient.denominator()));
            if (bottom.bitLength() > Steps.MAX_BITS) {
                throw new TooCostly("a denominator of more than " + Steps.MAX_BITS + " bits");
            }
        }
        return Rational.of(top, bottom, steps);
    }

    /** A positive rational number to a rational power, by its prime factors. */
    Fraction power(Rational positive, Rational exponent) {
        SortedMap<Atom, Rational> powers = new TreeMap<>();
        primes(powers, positive.numerator(), exponent);
        primes(powers, positive.denominator(), exponent.negate());
        return Fraction.of(reduce(Rational.ONE, powers));
    }

    private void primes(SortedMap<Atom, Rational> powers, BigInteger value, Rational exponent) {
        Factors factors = Factors.of(value, steps);
        uncertain |= !factors.complete();
        factors.powers()
                .forEach((prime, count) -> powers.merge(
                        new Atom(Atom.Kind.PRIME, prime.toString()),
                        exponent.times(Rational.of(count), steps),
                        (x, y) -> x.plus(y, steps)));
    }
}
