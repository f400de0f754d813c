package dev.assay.model.judge.endpoint;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A key. It goes into the header of requests and nowhere else: it has no text of its own, and no accessor outside. */
public final class ApiKey {
    private final String secret;

    private ApiKey(String secret) {
        this.secret = secret;
    }

    /**
     * A key.
     *
     * @param origin where it comes from, for the message
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where it cannot stand in a header; the message does not
     *     have it
     */
    public static ApiKey of(String origin, String secret) {
        String key = secret.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, origin + " holds no key: it must be printable ASCII without spaces");
        }
        return new ApiKey(key);
    }

    /**
     * The first line of a file.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where there is none
     */
    public static ApiKey read(Path file) {
        try {
            if (Files.size(file) > 1 << 16) {
                throw new AssayException(ErrorCode.CONFIGURATION, file + " is too large for a key");
            }
            String text = Files.readString(file);
            return of(file.toString(), text.strip().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, "the key cannot be read from " + file, e);
        }
    }

    String header() {
        return "Bearer " + secret;
    }

    /** The text without the key: endpoints like to quote it in their complaints. */
    String redact(String text) {
        return text.replace(secret, "[key]");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key && key.secret.equals(secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash("key");
    }

    @Override
    public String toString() {
        return "[key]";
    }
}
