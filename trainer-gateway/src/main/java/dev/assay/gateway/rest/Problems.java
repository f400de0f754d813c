package dev.assay.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** What went wrong, as HTTP says it: problem details for HTTP APIs (RFC 9457). */
public final class Problems {
    /** The media type of a problem. */
    public static final String TYPE = "application/problem+json";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String RETRY_AFTER = "Retry-After";

    private Problems() {}

    /** The answer to a request that failed. */
    public static Answer of(AssayException failure) {
        int status = status(failure.code());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", "about:blank");
            out.writeStringField("title", title(failure.code()));
            out.writeNumberField("status", status);
            out.writeStringField("detail", String.valueOf(failure.getMessage()));
            out.writeStringField("code", failure.code().name());
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return new Answer(
                status, TYPE, failure.code().isTransient() ? Map.of(RETRY_AFTER, "1") : Map.of(), bytes.toByteArray());
    }

    /** The status of HTTP for each code: the one place where it is decided. */
    public static int status(ErrorCode code) {
        return switch (code) {
            case UNREADABLE, INVALID_FIELD, UNKNOWN_TASK, UNKNOWN_RECIPE, INVALID_RECIPE -> 400;
            case TOO_LARGE -> 413;
            case OVERLOADED, UNAVAILABLE -> 503;
            case DEADLINE -> 504;
            case CONFIGURATION, INTERNAL -> 500;
        };
    }

    private static String title(ErrorCode code) {
        return switch (code) {
            case UNREADABLE -> "The body cannot be read";
            case INVALID_FIELD -> "A field is missing or wrong";
            case UNKNOWN_TASK -> "The recipe does not map the task";
            case UNKNOWN_RECIPE -> "The recipe is not known";
            case INVALID_RECIPE -> "The recipe cannot be used";
            case TOO_LARGE -> "The body is too large";
            case OVERLOADED -> "Too much work is waiting";
            case UNAVAILABLE -> "Something that is needed cannot be reached";
            case DEADLINE -> "The time ran out";
            case CONFIGURATION -> "The server is not configured for this";
            case INTERNAL -> "The server failed";
        };
    }
}
