package dev.assay.gateway.models;

import dev.assay.reward.AssayException;

/** Why a request for scores of a reward model has none; each form says it in its own words and statuses. */
final class ModelTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What kind of trouble, with the status of HTTP of forms that have none of their own. */
    enum Kind {
        /** The body is no JSON, or no request of the form. */
        UNREADABLE(400),
        /** A field is missing or wrong. */
        INVALID_FIELD(400),
        /** No model of that name is loaded. */
        UNKNOWN_MODEL(404),
        /** The body is over the limit of every hop. */
        TOO_LARGE(413),
        /** A text has more tokens than the model takes; nothing is ever cut. */
        INPUT_TOO_LONG(413),
        /** The model cannot score the input for another reason, now or later. */
        UNSCORABLE(422),
        /** More waits than is accepted. */
        OVERLOADED(503),
        /** The models cannot be reached, or the model is not ready. */
        UNAVAILABLE(503),
        /** The time ran out. */
        DEADLINE(504),
        /** No reward models are served here. */
        NOT_CONFIGURED(500),
        /** Our own fault. */
        INTERNAL(500);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }

        /** Whether the same request can succeed later. */
        boolean isTransient() {
            return this == OVERLOADED || this == UNAVAILABLE || this == DEADLINE;
        }
    }

    ModelTrouble(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    ModelTrouble(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static ModelTrouble field(String field, String message) {
        return new ModelTrouble(Kind.INVALID_FIELD, "field '" + field + "' " + message);
    }

    static ModelTrouble of(AssayException failure) {
        Kind kind = switch (failure.code()) {
            case UNREADABLE -> Kind.UNREADABLE;
            case INVALID_FIELD, UNKNOWN_TASK, UNKNOWN_RECIPE, INVALID_RECIPE -> Kind.INVALID_FIELD;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case OVERLOADED -> Kind.OVERLOADED;
            case UNAVAILABLE -> Kind.UNAVAILABLE;
            case DEADLINE -> Kind.DEADLINE;
            case CONFIGURATION -> Kind.NOT_CONFIGURED;
            case INTERNAL -> Kind.INTERNAL;
        };
        return new ModelTrouble(kind, message(failure), failure);
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return message(this);
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
