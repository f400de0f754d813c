package dev.assay.math.ball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import java.math.BigInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BallPropertiesTest {
    private static final Steps STEPS = new Steps(Long.MAX_VALUE);

    private static Field real(int bits) {
        return new Field(bits, false, STEPS);
    }

    private static Field complex(int bits) {
        return new Field(bits, true, STEPS);
    }

    @Provide
    Arbitrary<Rational> rationals() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000_000_000, 1_000_000_000),
                        Arbitraries.longs().between(1, 10_000_000_000L))
                .as((p, q) -> Rational.of(BigInteger.valueOf(p), BigInteger.valueOf(q), STEPS));
    }

    /** Few bits and many bits must never contradict each other, whatever is computed. */
    private static void agrees(BiFunction<Field, Box, Box> function, Rational value, boolean complex) {
        for (int bits : new int[] {40, 64, 100, 333}) {
            Field coarse = new Field(bits, complex, STEPS);
            Field fine = new Field(1_500, complex, STEPS);
            try {
                Box rough = function.apply(coarse, coarse.of(value));
                Box exact = function.apply(fine, fine.of(value));
                assertThat(fine.apart(rough, exact))
                        .as("%s at %s bits", value, bits)
                        .isFalse();
                if (!complex && !rough.re().isExact() && !rough.touchesZero()) {
                    Ball width = new Ball(
                            BigInteger.ZERO, rough.re().radius(), rough.re().exponent());
                    assertThat(width.top() - rough.top())
                            .as("loss at %s bits", bits)
                            .isLessThan(80 - bits);
                }
            } catch (Uncertain _) {
                continue; // it says so
            } catch (ArithmeticException undefined) {
                try {
                    Box exact = function.apply(fine, fine.of(value));
                    assertThat(exact)
                            .as("%s is said to be undefined at %s bits", value, bits)
                            .isNull();
                } catch (ArithmeticException | Uncertain _) {
                    continue;
                }
            }
        }
    }

    @Property(tries = 200)
    void moreDigitsNeverContradictFewer(@ForAll("rationals") Rational value) {
        agrees(Field::exp, value, false);
        agrees(Field::ln, value, false);
        agrees(Field::sin, value, false);
        agrees(Field::cos, value, false);
        agrees(Field::sqrt, value, false);
        agrees(Field::arctan, value, false);
        agrees(Field::arcsin, value, false);
        agrees(Field::sinh, value, false);
        agrees(Field::cosh, value, false);
        agrees((field, x) -> field.root(x, 5), value, false);
        agrees((field, x) -> field.power(x, field.pi()), value, false);
        agrees((field, x) -> field.power(x, BigInteger.valueOf(-17)), value, false);
        agrees((field, x) -> field.divide(field.add(x, Box.ONE), field.subtract(x, Box.ONE)), value, false);
    }

    @Property(tries = 100)
    void complexFunctionsNeverContradictThemselves(@ForAll("rationals") Rational re) {
        for (Box turn : new Box[] {Box.I, Box.I.negate(), new Box(Ball.of(3), Ball.of(-2))}) {
            agrees((field, x) -> field.exp(field.multiply(x, turn)), re, true);
            agrees((field, x) -> field.ln(field.multiply(x, turn)), re, true);
            agrees((field, x) -> field.sqrt(field.multiply(x, turn)), re, true);
            agrees((field, x) -> field.sin(field.multiply(x, turn)), re, true);
            agrees((field, x) -> field.arcsin(field.multiply(x, turn)), re, true);
            agrees((field, x) -> field.arctan(field.add(x, turn)), re, true);
        }
    }

    @Property(tries = 200)
    void knownIdentitiesAreNeverRefuted(@ForAll("rationals") Rational value) {
        for (int bits : new int[] {53, 128, 400}) {
            Field field = real(bits);
            Box x = field.of(value);
            Box one = field.add(field.multiply(field.sin(x), field.sin(x)), field.multiply(field.cos(x), field.cos(x)));
            same(field, () -> one, Box.ONE);
            same(field, () -> field.multiply(field.exp(x), field.exp(x.negate())), Box.ONE);
            same(field, () -> field.divide(field.sin(field.arctan(x)), field.cos(field.arctan(x))), x);
            if (value.signum() > 0) {
                same(field, () -> field.exp(field.ln(x)), x);
                same(field, () -> field.multiply(field.sqrt(x), field.sqrt(x)), x);
            }
            Field plane = complex(bits);
            Box z = new Box(x.re(), Ball.of(2));
            same(plane, () -> plane.exp(plane.ln(z)), z);
            same(plane, () -> plane.sin(plane.arcsin(z)), z);
            same(plane, () -> plane.multiply(plane.sqrt(z), plane.sqrt(z)), z);
        }
    }

    private static void same(Field field, Supplier<Box> value, Box expected) {
        try {
            assertThat(field.apart(value.get(), expected)).isFalse();
        } catch (Uncertain _) {
            assertThat(field).isNotNull(); // with so few bits it may say so
        }
    }

    @Property(tries = 300)
    void aDifferenceInTheLastDigitsIsSeen(@ForAll("rationals") Rational value) {
        Field field = real(400);
        Box x = field.of(value);
        Box near = field.of(value.plus(Rational.of(BigInteger.ONE, BigInteger.TEN.pow(80), STEPS), STEPS));
        assertThat(field.apart(x, near)).isTrue();
        assertThat(field.apart(field.arctan(x), field.arctan(near))).isTrue();
        assertThat(field.apart(field.sinh(x), field.sinh(near))).isTrue();
    }

    @Example
    void constantsHaveTheDigitsThatEverybodyKnows() {
        Field field = real(200);
        Rational pi = Rational.of(
                new BigInteger("314159265358979323846264338327950288419716939937510"), BigInteger.TEN.pow(50), STEPS);
        Rational next = pi.plus(Rational.of(BigInteger.ONE, BigInteger.TEN.pow(50), STEPS), STEPS);
        assertThat(field.subtract(field.pi(), field.of(pi)).re().isPositive()).isTrue();
        assertThat(field.subtract(field.of(next), field.pi()).re().isPositive()).isTrue();
        Rational e = Rational.of(
                new BigInteger("2718281828459045235360287471352662497757247"), BigInteger.TEN.pow(42), STEPS);
        Rational above = e.plus(Rational.of(BigInteger.ONE, BigInteger.TEN.pow(42), STEPS), STEPS);
        assertThat(field.subtract(field.exp(Box.ONE), field.of(e)).re().isPositive())
                .isTrue();
        assertThat(field.subtract(field.of(above), field.exp(Box.ONE)).re().isPositive())
                .isTrue();
    }

    @Example
    void whatCannotBeToldIsSaidSo() {
        Field field = real(64);
        Box nearZero = field.sin(field.pi());
        assertThat(nearZero.touchesZero()).isTrue();
        assertThatThrownBy(() -> field.divide(Box.ONE, nearZero)).isInstanceOf(Uncertain.class);
        assertThatThrownBy(() -> field.sqrt(nearZero)).isInstanceOf(Uncertain.class);
        assertThatThrownBy(() -> field.divide(Box.ONE, Box.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> field.ln(Box.ONE.negate())).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> complex(64).root(Box.of(Ball.of(-8)), 3)).isInstanceOf(Uncertain.class);
        assertThatThrownBy(() -> field.exp(field.exp(field.exp(Box.of(Ball.of(10))))))
                .isInstanceOf(TooCostly.class);
    }

    @Example
    void theCubeRootOfANegativeNumberIsRealOverTheReals() {
        Field field = real(64);
        assertThat(field.apart(field.root(Box.of(Ball.of(-8)), 3), Box.of(Ball.of(-2))))
                .isFalse();
        assertThat(field.root(Box.of(Ball.of(-8)), 3).re().isNegative()).isTrue();
    }
}
