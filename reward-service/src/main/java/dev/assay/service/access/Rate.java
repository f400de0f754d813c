package dev.assay.service.access;

import java.util.function.LongSupplier;

/** So many requests a second, and at once as many as come in a second: a bucket that refills with time. */
public final class Rate {
    private final double perSecond;
    private final LongSupplier nanoClock;
    private double left;
    private long at;

    private Rate(double perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.left = Math.max(1, perSecond);
        this.at = nanoClock.getAsLong();
    }

    /** No bound. */
    public static Rate unlimited() {
        return new Rate(Double.POSITIVE_INFINITY, () -> 0);
    }

    /** At most so many requests a second. */
    public static Rate of(double perSecond) {
        return of(perSecond, System::nanoTime);
    }

    static Rate of(double perSecond, LongSupplier nanoClock) {
        return new Rate(perSecond, nanoClock);
    }

    /** Takes a request's share, if there is one. */
    public synchronized boolean take() {
        if (Double.isInfinite(perSecond)) {
            return true;
        }
        long now = nanoClock.getAsLong();
        left = Math.min(Math.max(1, perSecond), left + (now - at) * 1e-9 * perSecond);
        at = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }

    /** Whole seconds, at least 1, until a share is there again. */
    public synchronized int retryAfter() {
        return Double.isInfinite(perSecond) ? 1 : (int) Math.clamp(Math.ceil((1 - left) / perSecond), 1.0, 3600.0);
    }
}
