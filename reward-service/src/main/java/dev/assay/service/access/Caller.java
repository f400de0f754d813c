package dev.assay.service.access;

/**
 * Someone who may call, with what they may ask for.
 *
 * @param name for people; never the token
 * @param bodyLimit the most bytes of one request
 */
public record Caller(String name, long bodyLimit, Rate rate) {
    /** Whoever reaches a service that asks for no token: no limits of their own. */
    public static final Caller ANYONE = new Caller("anyone", Long.MAX_VALUE, Rate.unlimited());
}
