package dev.assay.gateway.door;

import dev.assay.service.access.Caller;
import dev.assay.service.access.Callers;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides who comes in. A request carries its token as {@code Authorization: Bearer TOKEN}, or in its address as
 * {@code /t/TOKEN/…} for clients that can send no header; that part of the address goes no further. Where no token is
 * needed, one in the address is cut off unseen, so that the same address works on loopback.
 */
final class Door {
    private static final String PREFIX = "/t/";
    private static final String HEALTH = "/health";
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int UNAUTHORIZED = 401;

    private final Callers callers;

    Door(Callers callers) {
        this.callers = callers;
    }

    /** What becomes of a request. */
    sealed interface Decision {
        /** It comes in, at this path. */
        record Enter(String path, Caller caller) implements Decision {}

        /** It is turned away. */
        record TurnedAway(int status, String code, String detail, Map<String, String> headers) implements Decision {}
    }

    /**
     * Decides.
     *
     * @param path as it was sent, not decoded
     * @param authorization the header of that name
     * @param length the bytes of the body, absent where the client does not say; 0 where there is none
     */
    Decision decide(String path, Optional<String> authorization, OptionalLong length) {
        Optional<Caller> caller = callers.ofAuthorization(authorization);
        String inner = path;
        if (path.startsWith(PREFIX)) {
            int end = path.indexOf('/', PREFIX.length());
            String token = path.substring(PREFIX.length(), end < 0 ? path.length() : end);
            inner = end < 0 ? "/" : path.substring(end);
            if (inner.startsWith(PREFIX)) {
                return new Decision.TurnedAway(404, "INVALID_FIELD", "an address holds one token", Map.of());
            }
            if (caller.isEmpty()) {
                caller = callers.ofToken(token);
            }
        }
        if (!callers.needsToken()) {
            return new Decision.Enter(inner, Caller.ANYONE);
        }
        if (inner.equals(HEALTH) || inner.startsWith(HEALTH + "/")) {
            return new Decision.Enter(inner, caller.orElse(Caller.ANYONE));
        }
        if (caller.isEmpty()) {
            return new Decision.TurnedAway(
                    UNAUTHORIZED,
                    "UNAUTHORIZED",
                    "a token is needed: the header 'Authorization: Bearer TOKEN', or an address that begins with"
                            + " /t/TOKEN/",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
        return limited(inner, caller.get(), length);
    }

    private static Decision limited(String path, Caller caller, OptionalLong length) {
        if (!caller.rate().take()) {
            return new Decision.TurnedAway(
                    TOO_MANY,
                    "OVERLOADED",
                    "more requests a second than " + caller.name() + " may send",
                    Map.of("Retry-After", String.valueOf(caller.rate().retryAfter())));
        }
        if (caller.bodyLimit() < Long.MAX_VALUE) {
            if (length.isEmpty()) {
                return new Decision.TurnedAway(
                        LENGTH_REQUIRED,
                        "TOO_LARGE",
                        "the body's length must be known, because " + caller.name() + " has a limit",
                        Map.of());
            }
            if (length.getAsLong() > caller.bodyLimit()) {
                return new Decision.TurnedAway(
                        TOO_LARGE,
                        "TOO_LARGE",
                        "the body has " + length.getAsLong() + " bytes; " + caller.name() + " may send "
                                + caller.bodyLimit(),
                        Map.of());
            }
        }
        return new Decision.Enter(path, caller);
    }
}
