package dev.assay.math.form;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.numeric.Enclosure;
import dev.assay.math.parse.Expr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions of whole numbers, and those that choose or round: exact where their arguments are known well enough. */
final class WholeNumbers {
    private final NormalForm form;
    private final Ring ring;
    private final Steps numeric;

    WholeNumbers(NormalForm form, Ring ring, Steps numeric) {
        this.form = form;
        this.ring = ring;
        this.numeric = numeric;
    }

    /** {@code a - b·floor(a/b)}, so that it has the sign of the modulus; of a power without the power itself. */
    Optional<Fraction> modulo(Expr dividend, Expr divisor) {
        Fraction modulus = form.of(divisor);
        Optional<Rational> by = modulus.rational();
        if (by.isPresent() && by.get().isZero()) {
            throw new ArithmeticException("the modulus zero");
        }
        boolean natural = by.isPresent() && by.get().isInteger() && by.get().signum() > 0;
        if (natural && dividend instanceof Expr.Power(Expr below, Expr above)) {
            Optional<Rational> base = form.of(below).rational().filter(Rational::isInteger);
            Optional<Rational> exponent = form.of(above).rational().filter(Rational::isInteger);
            if (base.isPresent() && exponent.isPresent() && exponent.get().signum() > 0) {
                return Optional.of(Fraction.of(base.get().modularPower(exponent.get(), by.get(), ring.steps())));
            }
        }
        return floor(new Expr.Quotient(dividend, divisor))
                .map(times -> ring.minus(form.of(dividend), ring.times(modulus, Fraction.of(Rational.of(times)))));
    }

    /** The largest whole number that is not above a real number without variables. */
    Optional<BigInteger> floor(Expr of) {
        Optional<Rational> exact = form.of(of).rational();
        return exact.isPresent()
                ? exact.map(Rational::floor)
                : Enclosure.of(of, numeric).flatMap(Enclosure::floor);
    }

    Optional<BigInteger> ceiling(Expr of) {
        return floor(new Expr.Negation(of)).map(BigInteger::negate);
    }

    /** The values that may be the largest or smallest, each once: one alone where that is certain. */
    List<Fraction> extremes(List<Expr> of, boolean largest) {
        List<Fraction> left = new ArrayList<>();
        List<Expr> written = new ArrayList<>();
        for (Expr expr : of) {
            Fraction value = form.of(expr);
            boolean beaten = false;
            for (int i = 0; i < left.size() && !beaten; i++) {
                Optional<Integer> sign = sign(ring.minus(value, left.get(i)), expr, written.get(i));
                if (sign.isPresent() && (sign.get() == 0 || sign.get() > 0 != largest)) {
                    beaten = true;
                } else if (sign.isPresent()) {
                    left.remove(i);
                    written.remove(i--);
                }
            }
            if (!beaten) {
                left.add(value);
                written.add(expr);
            }
        }
        left.sort(Comparator.comparing(Fraction::toString));
        return left;
    }

    private Optional<Integer> sign(Fraction difference, Expr first, Expr second) {
        Optional<Rational> exact = difference.rational();
        return exact.isPresent()
                ? exact.map(Rational::signum)
                : Enclosure.of(new Expr.Sum(List.of(first, new Expr.Negation(second))), numeric)
                        .flatMap(Enclosure::sign);
    }

    /**
     * The greatest common divisor of rational numbers, which is the largest one of which all are whole multiples; of
     * terms with variables as of polynomials, whose variables have no divisor in common. Empty where two have more
     * terms than one.
     */
    Optional<Fraction> gcd(List<Fraction> of) {
        Fraction all = of.getFirst();
        for (Fraction next : of.subList(1, of.size())) {
            Optional<Fraction> common = gcd(all, next);
            if (common.isEmpty()) {
                return common;
            }
            all = common.get();
        }
        return all.rational().isPresent()
                ? Optional.of(Fraction.of(all.rational().get().abs()))
                : Optional.of(all);
    }

    private Optional<Fraction> gcd(Fraction a, Fraction b) {
        if (a.equals(b) || b.equals(Fraction.ZERO)) {
            return Optional.of(a);
        }
        if (a.equals(Fraction.ZERO)) {
            return Optional.of(b);
        }
        boolean terms =
                a.numerator().single().isPresent() || b.numerator().single().isPresent();
        if (!a.isWhole() || !b.isWhole() || !terms) {
            return Optional.empty();
        }
        Rational content = content(a.numerator(), content(b.numerator(), Rational.ZERO));
        SortedMap<Atom, Rational> common = new TreeMap<>();
        boolean first = true;
        for (Polynomial part : List.of(a.numerator(), b.numerator())) {
            for (Monomial monomial : part.terms().keySet()) {
                if (first) {
                    common.putAll(monomial.powers());
                    first = false;
                }
                common.replaceAll((atom, power) -> {
                    Rational other = monomial.powers().getOrDefault(atom, Rational.ZERO);
                    return other.compareTo(power) < 0 ? other : power;
                });
            }
        }
        common.values().removeIf(power -> power.signum() <= 0);
        return Optional.of(Fraction.of(Polynomial.term(content, new Monomial(common))));
    }

    private Rational content(Polynomial of, Rational with) {
        Rational content = with;
        for (Rational coefficient : of.terms().values()) {
            content = gcd(content, coefficient);
        }
        return content;
    }

    private Rational gcd(Rational a, Rational b) {
        BigInteger bottom = a.denominator().multiply(b.denominator());
        BigInteger top =
                a.numerator().multiply(b.denominator()).gcd(b.numerator().multiply(a.denominator()));
        ring.steps().spend(100 + (bottom.bitLength() >> 3) + (long) top.bitLength());
        return Rational.of(top, bottom, ring.steps());
    }

    /** The least common multiple, as {@link #gcd}. */
    Optional<Fraction> lcm(List<Fraction> of) {
        Fraction all = of.getFirst();
        for (Fraction next : of.subList(1, of.size())) {
            if (all.equals(Fraction.ZERO) || next.equals(Fraction.ZERO)) {
                return Optional.of(Fraction.ZERO);
            }
            Optional<Fraction> common = gcd(all, next);
            if (common.isEmpty()) {
                return common;
            }
            all = ring.divide(ring.times(all, next), common.get());
        }
        return all.rational().isPresent()
                ? Optional.of(Fraction.of(all.rational().get().abs()))
                : Optional.of(all);
    }

    /** Combinations; empty where an argument is no whole number. */
    Optional<Fraction> binomial(Fraction upper, Fraction lower) {
        Optional<Rational> all = upper.rational().filter(Rational::isInteger).filter(n -> n.signum() >= 0);
        Optional<Rational> chosen = lower.rational().filter(Rational::isInteger);
        if (all.isEmpty() || chosen.isEmpty()) {
            return Optional.empty();
        }
        Rational n = all.get();
        Rational k = chosen.get();
        if (k.signum() < 0 || k.compareTo(n) > 0) {
            return Optional.of(Fraction.ZERO);
        }
        Rational other = n.minus(k, ring.steps());
        Rational smaller = k.compareTo(other) < 0 ? k : other;
        if (smaller.compareTo(Rational.of(2_000)) > 0) {
            throw new TooCostly(
                    "a binomial coefficient of " + smaller.numerator().bitLength() + " bits");
        }
        return Optional.of(Fraction.of(falling(n, smaller, true)));
    }

    /** Permutations; empty where an argument is no whole number. */
    Optional<Fraction> permutations(Fraction upper, Fraction lower) {
        Optional<Rational> all = upper.rational().filter(Rational::isInteger).filter(n -> n.signum() >= 0);
        Optional<Rational> chosen = lower.rational().filter(Rational::isInteger).filter(k -> k.signum() >= 0);
        if (all.isEmpty() || chosen.isEmpty()) {
            return Optional.empty();
        }
        if (chosen.get().compareTo(Rational.of(2_000)) > 0) {
            throw new TooCostly("permutations of more than 2000");
        }
        return Optional.of(Fraction.of(falling(all.get(), chosen.get(), false)));
    }

    private Rational falling(Rational n, Rational count, boolean divided) {
        Rational result = Rational.ONE;
        for (int i = 1; i <= count.numerator().intValueExact(); i++) {
            result = result.times(n.minus(Rational.of(i - 1), ring.steps()), ring.steps());
            result = divided ? result.dividedBy(Rational.of(i), ring.steps()) : result;
        }
        return result;
    }

    /** {@code n!!}, the product of every second number down from n. */
    Optional<Fraction> doubleFactorial(Fraction of) {
        return small(of).map(n -> {
            Rational result = Rational.ONE;
            for (int i = n; i > 1; i -= 2) {
                result = result.times(Rational.of(i), ring.steps());
            }
            return Fraction.of(result);
        });
    }

    /** The number of permutations that leave nothing in its place. */
    Optional<Fraction> subfactorial(Fraction of) {
        return small(of).map(n -> {
            Rational result = Rational.ONE;
            for (int i = 1; i <= n; i++) {
                Rational sign = i % 2 == 0 ? Rational.ONE : Rational.MINUS_ONE;
                result = result.times(Rational.of(i), ring.steps()).plus(sign, ring.steps());
            }
            return Fraction.of(result);
        });
    }

    private static Optional<Integer> small(Fraction of) {
        Optional<Rational> number = of.rational().filter(Rational::isInteger).filter(n -> n.signum() >= 0);
        if (number.isPresent() && number.get().compareTo(Rational.of(2_000)) > 0) {
            throw new TooCostly("a factorial above 2000");
        }
        return number.map(n -> n.numerator().intValueExact());
    }
}
