package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PropertiesTest {
    private final MathVerifier verifier = new MathVerifier();

    private boolean equal(String reference, String answer) {
        return verifier.verify(reference, "\\boxed{" + answer + "}").accepted();
    }

    @Provide
    Arbitrary<Rational> rationals() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000_000, 1_000_000),
                        Arbitraries.longs().between(1, 10_000))
                .as((p, q) -> Rational.of(BigInteger.valueOf(p), BigInteger.valueOf(q), new Steps(1_000)));
    }

    /** One number in one of its spellings. */
    private static String spelled(Rational value, int style) {
        BigInteger p = value.numerator();
        BigInteger q = value.denominator();
        BigInteger k = BigInteger.valueOf(style + 1L);
        BigInteger[] parts = p.abs().divideAndRemainder(q);
        String sign = p.signum() < 0 ? "-" : "";
        boolean mixed = parts[0].signum() > 0 && parts[1].signum() > 0;
        return switch (style % 8) {
            case 0 -> p + "/" + q;
            case 1 -> "\\frac{" + p + "}{" + q + "}";
            case 2 -> sign + "\\dfrac{" + p.abs().multiply(k) + "}{" + q.multiply(k) + "}";
            case 3 -> "\\left(" + p + "\\right) \\div " + q;
            case 4 -> mixed ? sign + parts[0] + "\\frac{" + parts[1] + "}{" + q + "}" : p + "/" + q;
            case 5 -> mixed ? sign + parts[0] + " " + parts[1] + "/" + q : p + "/" + q;
            case 6 -> p + " \\cdot " + q + "^{-1}";
            default -> sign.replace('-', '−') + repeating(p.abs(), q);
        };
    }

    /** The decimal expansion, with its period in brackets; a fraction where the period is long. */
    private static String repeating(BigInteger p, BigInteger q) {
        BigInteger rest = p.remainder(q);
        StringBuilder digits = new StringBuilder();
        java.util.Map<BigInteger, Integer> seen = new java.util.HashMap<>();
        while (rest.signum() != 0 && !seen.containsKey(rest) && digits.length() < 200) {
            seen.put(rest, digits.length());
            BigInteger[] step = rest.multiply(BigInteger.TEN).divideAndRemainder(q);
            digits.append(step[0]);
            rest = step[1];
        }
        if (rest.signum() == 0) {
            return p.divide(q) + (digits.isEmpty() ? "" : "." + digits);
        }
        Integer start = seen.get(rest);
        return start == null
                ? p + "/" + q
                : p.divide(q) + "." + digits.substring(0, start) + "\\overline{" + digits.substring(start) + "}";
    }

    @Property(tries = 1_000)
    void oneNumberIsEqualInAllOfItsSpellings(@ForAll("rationals") Rational value, @ForAll int seed) {
        String one = spelled(value, Math.floorMod(seed, 8));
        String other = spelled(value, Math.floorMod(seed / 8, 8));
        assertThat(equal(one, other)).as("%s = %s", one, other).isTrue();
    }

    @Property(tries = 1_000)
    void differentNumbersAreNeverEqual(
            @ForAll("rationals") Rational value, @ForAll("rationals") Rational other, @ForAll int seed) {
        Assume.that(!value.equals(other));
        String one = spelled(value, Math.floorMod(seed, 8));
        String two = spelled(other, Math.floorMod(seed / 8, 8));
        assertThat(equal(one, two)).as("%s ≠ %s", one, two).isFalse();
    }

    @Property(tries = 500)
    void aNearMissIsNeverEqual(@ForAll("rationals") Rational value, @ForAll int seed) {
        Rational near = value.plus(
                Rational.of(BigInteger.ONE, BigInteger.TEN.pow(20 + Math.floorMod(seed, 60)), new Steps(1_000)),
                new Steps(10_000));
        assertThat(equal(value.toString(), near.toString())).isFalse();
        assertThat(equal(near + "\\sqrt{2}", value + "\\sqrt{2}")).isFalse();
    }

    @Property(tries = 500)
    void verdictsAreSymmetricAndRepeatable(
            @ForAll("rationals") Rational a, @ForAll("rationals") Rational b, @ForAll int seed) {
        String one = spelled(a, Math.floorMod(seed, 8)) + "+\\sqrt{2}x";
        String two = spelled(b, Math.floorMod(seed / 8, 8)) + "+\\sqrt{2}x";
        assertThat(equal(one, two)).isEqualTo(equal(two, one));
        assertThat(verifier.verify(one, two)).isEqualTo(verifier.verify(one, two));
    }

    @Property(tries = 300)
    void expandedProductsAreEqualToTheirFactors(@ForAll("rationals") Rational a, @ForAll("rationals") Rational b) {
        Steps steps = new Steps(100_000);
        String factors = "(x-(" + a + "))(x-(" + b + "))";
        String expanded = "x^2-(" + a.plus(b, steps) + ")x+(" + a.times(b, steps) + ")";
        assertThat(equal(factors, expanded)).isTrue();
        assertThat(equal(factors, expanded + "+1/7")).isFalse();
    }
}
