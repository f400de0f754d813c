package dev.assay.math.ball;

/** All complex numbers with a real part in one ball and an imaginary part in another. */
public record Box(Ball re, Ball im) {
    public static final Box ZERO = of(Ball.ZERO);
    public static final Box ONE = of(Ball.ONE);
    public static final Box I = new Box(Ball.ZERO, Ball.ONE);

    /** A real number. */
    public static Box of(Ball real) {
        return new Box(real, Ball.ZERO);
    }

    /** Whether it is real for certain. */
    public boolean isReal() {
        return im.isZero();
    }

    /** Whether it is zero for certain. */
    public boolean isZero() {
        return re.isZero() && im.isZero();
    }

    /** Whether zero may be meant. */
    public boolean touchesZero() {
        return re.touchesZero() && im.touchesZero();
    }

    /** A bound for the size: every part of every number in it is below {@code 2^top()}. */
    public long top() {
        return im.isZero() ? re.top() : Math.max(re.top(), im.top());
    }

    public Box negate() {
        return new Box(re.negate(), im.negate());
    }
}
