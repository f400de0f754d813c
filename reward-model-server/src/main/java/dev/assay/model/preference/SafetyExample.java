package dev.assay.model.preference;

import dev.assay.rollout.Text.Message;
import java.util.List;

/**
 * A completion with a label.
 *
 * @param prompt at least one message
 * @param completion with its reasoning if it has some
 * @param safe whether all of it is
 * @param kind what sort of completion it is, as far as is known; may be empty
 */
public record SafetyExample(List<Message> prompt, String completion, boolean safe, String kind) {
    public SafetyExample {
        prompt = List.copyOf(prompt);
    }

    /** A question by a user. */
    public SafetyExample(String question, String completion, boolean safe, String kind) {
        this(List.of(new Message("user", question)), completion, safe, kind);
    }
}
