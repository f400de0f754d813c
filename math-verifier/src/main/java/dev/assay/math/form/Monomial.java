package dev.assay.math.form;

import dev.assay.math.exact.Rational;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A product of atoms with exponents that are not zero. */
public final class Monomial implements Comparable<Monomial> {
    static final Monomial ONE = new Monomial(new TreeMap<>());

    private final SortedMap<Atom, Rational> powers;
    private final String key;

    Monomial(SortedMap<Atom, Rational> powers) {
        this.powers = Collections.unmodifiableSortedMap(powers);
        StringBuilder name = new StringBuilder();
        powers.forEach((atom, exponent) -> {
            name.append(name.isEmpty() ? "" : "*").append(atom.key());
            if (!exponent.equals(Rational.ONE)) {
                name.append("^(").append(exponent).append(')');
            }
        });
        this.key = name.toString();
    }

    static Monomial of(Atom atom, Rational exponent) {
        SortedMap<Atom, Rational> powers = new TreeMap<>();
        if (!exponent.isZero()) {
            powers.put(atom, exponent);
        }
        return new Monomial(powers);
    }

    /** The exponent of each atom. */
    public SortedMap<Atom, Rational> powers() {
        return powers;
    }

    public boolean isOne() {
        return powers.isEmpty();
    }

    @Override
    public int compareTo(Monomial other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Monomial monomial && key.equals(monomial.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
