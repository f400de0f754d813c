package dev.assay.math.form;

/**
 * An indeterminate of the normal form.
 *
 * @param kind orders atoms of different kinds
 * @param key the canonical name inside its kind
 */
public record Atom(Kind kind, String key) implements Comparable<Atom> {
    public enum Kind {
        /** A prime under a root; its exponent is between 0 and 1. */
        PRIME,
        IMAGINARY,
        PI,
        E,
        SYMBOL,
        /** Something whose inside is known by its canonical name only. */
        OPAQUE
    }

    static final Atom IMAGINARY = new Atom(Kind.IMAGINARY, "i");
    static final Atom PI = new Atom(Kind.PI, "pi");
    static final Atom E = new Atom(Kind.E, "e");

    @Override
    public int compareTo(Atom other) {
        int kinds = kind.compareTo(other.kind);
        return kinds != 0 ? kinds : key.compareTo(other.key);
    }
}
