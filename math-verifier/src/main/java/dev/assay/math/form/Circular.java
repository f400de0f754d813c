package dev.assay.math.form;

import dev.assay.math.exact.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Circular functions and their inverses: exact where the angle is a known part of a turn. */
final class Circular {
    private final NormalForm form;
    private final Ring ring;

    Circular(NormalForm form, Ring ring) {
        this.form = form;
        this.ring = ring;
    }

    /** Sine or cosine: exact at multiples of π/6 and π/4, else with the sign of the argument taken out. */
    Fraction sine(Fraction argument, boolean cosine) {
        if (argument.equals(Fraction.ZERO)) {
            return cosine ? Fraction.ONE : Fraction.ZERO;
        }
        Optional<Rational> turns = multipleOfPi(argument);
        if (turns.isPresent()) {
            Rational twelfths = turns.get().times(Rational.of(12), ring.steps());
            if (twelfths.isInteger()) {
                int at = twelfths.numerator().mod(BigInteger.valueOf(24)).intValue() + (cosine ? 6 : 0);
                Optional<Fraction> exact = sineOfTwelfth(at % 24);
                if (exact.isPresent()) {
                    return exact.get();
                }
            }
        }
        Optional<Fraction> shifted = quarterTurns(argument, cosine);
        if (shifted.isPresent()) {
            return shifted.get();
        }
        boolean negative = argument.numerator().leadingSign() < 0;
        Fraction result = form.opaque(cosine ? "cos" : "sin", negative ? argument.negate() : argument);
        return negative && !cosine ? result.negate() : result;
    }

    /** Quarter turns beside something else are taken out: sin(90° − x) is cos x. */
    private Optional<Fraction> quarterTurns(Fraction argument, boolean cosine) {
        Rational turns = argument.isWhole()
                ? argument.numerator()
                        .terms()
                        .getOrDefault(Monomial.of(Atom.PI, Rational.ONE), Rational.ZERO)
                        .times(Rational.TWO, ring.steps())
                : Rational.ZERO;
        if (turns.isZero() || !turns.isInteger() || argument.numerator().terms().size() == 1) {
            return Optional.empty();
        }
        Fraction turn = ring.times(Fraction.of(turns), half(Fraction.of(Atom.PI)));
        int quarters = turns.numerator().mod(BigInteger.valueOf(4)).intValue() + (cosine ? 1 : 0);
        Fraction rest = sine(ring.minus(argument, turn), quarters % 2 == 1);
        return Optional.of(quarters % 4 >= 2 ? rest.negate() : rest);
    }

    /** {@code sin(k π/12)} for {@code k} from 0 to 23 where it needs no nested root. */
    private Optional<Fraction> sineOfTwelfth(int k) {
        if (k >= 12) {
            return sineOfTwelfth(k - 12).map(Fraction::negate);
        }
        return switch (k > 6 ? 12 - k : k) {
            case 0 -> Optional.of(Fraction.ZERO);
            case 2 -> Optional.of(Fraction.of(Rational.HALF));
            case 3 -> Optional.of(half(ring.root(Fraction.of(Rational.TWO), 2)));
            case 4 -> Optional.of(half(ring.root(Fraction.of(Rational.of(3)), 2)));
            case 6 -> Optional.of(Fraction.ONE);
            default -> Optional.empty();
        };
    }

    private Fraction half(Fraction of) {
        return ring.times(of, Fraction.of(Rational.HALF));
    }

    private static Optional<Rational> multipleOfPi(Fraction argument) {
        if (!argument.isWhole() || argument.numerator().single().isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Monomial, Rational> term = argument.numerator().single().get();
        return term.getKey().equals(Monomial.of(Atom.PI, Rational.ONE))
                ? Optional.of(term.getValue())
                : Optional.empty();
    }

    /** The angle of a sine, cosine or tangent that is the one of a multiple of a twelfth of a turn. */
    Optional<Fraction> inverse(String function, Fraction of) {
        boolean tangent = function.equals("arctan");
        if (!tangent && !function.equals("arcsin") && !function.equals("arccos")) {
            return Optional.empty();
        }
        for (int k = tangent ? -5 : -6; k <= (tangent ? 5 : 6); k++) {
            Optional<Fraction> sine = sineOfTwelfth(Math.floorMod(k, 24));
            Optional<Fraction> cosine = sineOfTwelfth(Math.floorMod(k + 6, 24));
            boolean known = sine.isPresent() && cosine.isPresent();
            if (known && (tangent ? ring.divide(sine.get(), cosine.get()) : sine.get()).equals(of)) {
                int twelfths = function.equals("arccos") ? 6 - k : k;
                return Optional.of(ring.divide(
                        ring.times(Fraction.of(Rational.of(twelfths)), Fraction.of(Atom.PI)),
                        Fraction.of(Rational.of(12))));
            }
        }
        return Optional.empty();
    }
}
