package dev.assay.service.grpc;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** What went wrong, as gRPC says it. */
public final class Statuses {
    /** The trailer that carries the name of the {@link ErrorCode}, which is finer than the status. */
    public static final Metadata.Key<String> ERROR_CODE =
            Metadata.Key.of("assay-error-code", Metadata.ASCII_STRING_MARSHALLER);

    /** The trailer that tells clients which retry by themselves how long to wait before. */
    public static final Metadata.Key<String> PUSHBACK =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    private static final String SOON = "1000";

    private Statuses() {}

    /** The status, with the message and the code of the failure, and when to come again where we are too busy. */
    public static StatusRuntimeException of(AssayException failure) {
        Metadata trailers = new Metadata();
        trailers.put(ERROR_CODE, failure.code().name());
        if (failure.code() == ErrorCode.OVERLOADED) {
            trailers.put(PUSHBACK, SOON);
        }
        return new StatusRuntimeException(
                status(failure.code())
                        .withDescription(String.valueOf(failure.getMessage()))
                        .withCause(failure),
                trailers);
    }

    /** The name of the {@link ErrorCode} that a server of this kind sent along. */
    public static Optional<String> errorCode(StatusRuntimeException failure) {
        return Optional.ofNullable(failure.getTrailers()).map(trailers -> trailers.get(ERROR_CODE));
    }

    private static Status status(ErrorCode code) {
        return switch (code) {
            case UNREADABLE, INVALID_FIELD, UNKNOWN_TASK, UNKNOWN_RECIPE, INVALID_RECIPE -> Status.INVALID_ARGUMENT;
            case TOO_LARGE, OVERLOADED -> Status.RESOURCE_EXHAUSTED;
            case UNAVAILABLE -> Status.UNAVAILABLE;
            case DEADLINE -> Status.DEADLINE_EXCEEDED;
            case CONFIGURATION -> Status.FAILED_PRECONDITION;
            case INTERNAL -> Status.INTERNAL;
        };
    }
}
