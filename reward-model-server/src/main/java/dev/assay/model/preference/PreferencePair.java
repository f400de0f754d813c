package dev.assay.model.preference;

import dev.assay.rollout.Text.Message;
import java.util.List;

/**
 * Two completions of one prompt, one of them better.
 *
 * @param prompt at least one message
 * @param chosen the better completion, with its reasoning if it has some
 * @param rejected the worse one
 * @param margin how much better at least, in units of the score; 0 or more, and 0 where nobody said
 * @param kind what is wrong with the worse one, as far as is known; may be empty
 */
public record PreferencePair(List<Message> prompt, String chosen, String rejected, double margin, String kind) {
    public PreferencePair {
        prompt = List.copyOf(prompt);
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin must be 0 or more, not " + margin);
        }
    }

    /** A question by a user. */
    public PreferencePair(String question, String chosen, String rejected, String kind) {
        this(List.of(new Message("user", question)), chosen, rejected, 0, kind);
    }
}
