package dev.assay.service.access;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Those who may call, by their tokens. A file has a line for each: {@code NAME TOKEN}, and perhaps {@code rate=50}
 * (requests a second) and {@code body=8M} (the most bytes of one request); lines that begin with {@code #} are left
 * out. A token has 16 to 256 letters, digits, {@code -}, {@code .}, {@code _} and {@code ~}, so that it can stand in an
 * address.
 */
public final class Callers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{16,256}");
    private static final Pattern RATE = Pattern.compile("rate=(\\d{1,9}(?:\\.\\d{1,3})?)");
    private static final Pattern BODY = Pattern.compile("body=(\\d{1,9})([KM]?)");
    private static final String BEARER = "bearer ";

    private final Map<String, Caller> byDigest;

    private Callers(Map<String, Caller> byDigest) {
        this.byDigest = Map.copyOf(byDigest);
    }

    /** Everyone, without a token. */
    public static Callers anyone() {
        return new Callers(Map.of());
    }

    /**
     * Reads a file.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION}, which names the line and never its text
     */
    public static Callers read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw invalid(file, "cannot be read: " + e.getClass().getSimpleName());
        }
        Map<String, Caller> callers = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            String place = "line " + (i + 1) + " ";
            if (words.length < 2 || !NAME.matcher(words[0]).matches()) {
                throw invalid(file, place + "must be NAME TOKEN [rate=N] [body=N]");
            }
            if (!TOKEN.matcher(words[1]).matches()) {
                throw invalid(file, place + "has a token that is not 16 to 256 letters, digits, '-', '.', '_' and '~'");
            }
            if (callers.putIfAbsent(digest(words[1]), caller(file, place, words)) != null) {
                throw invalid(file, place + "has a token that another line has as well");
            }
        }
        if (callers.isEmpty()) {
            throw invalid(file, "has no token");
        }
        return new Callers(callers);
    }

    private static Caller caller(Path file, String place, String[] words) {
        long body = Long.MAX_VALUE;
        Rate rate = Rate.unlimited();
        for (int i = 2; i < words.length; i++) {
            Matcher rates = RATE.matcher(words[i]);
            Matcher bodies = BODY.matcher(words[i]);
            if (rates.matches() && Double.parseDouble(rates.group(1)) > 0) {
                rate = Rate.of(Double.parseDouble(rates.group(1)));
            } else if (bodies.matches()) {
                long unit = switch (bodies.group(2)) {
                    case "K" -> 1L << 10;
                    case "M" -> 1L << 20;
                    default -> 1L;
                };
                body = Long.parseLong(bodies.group(1)) * unit;
            } else {
                throw invalid(file, place + "has more than NAME TOKEN [rate=N] [body=N], such as rate=50 body=8M");
            }
        }
        return new Caller(words[0], body, rate);
    }

    /** Whether a token is needed. */
    public boolean needsToken() {
        return !byDigest.isEmpty();
    }

    /** Whose token this is. */
    public Optional<Caller> ofToken(String token) {
        // Digests leave nothing to be learnt from how long a comparison takes.
        return TOKEN.matcher(token).matches() ? Optional.ofNullable(byDigest.get(digest(token))) : Optional.empty();
    }

    /** Whose header {@code Authorization: Bearer TOKEN} this is. */
    public Optional<Caller> ofAuthorization(Optional<String> header) {
        return header.filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(value -> ofToken(value.substring(BEARER.length()).strip()));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static AssayException invalid(Path file, String message) {
        return new AssayException(ErrorCode.CONFIGURATION, "assay.tokens: " + file + " " + message);
    }
}
