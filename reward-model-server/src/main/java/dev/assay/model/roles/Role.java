package dev.assay.model.roles;

import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reward model is shown of a completion, in training as in use (arXiv 2501.12948v2, section 3.1). */
public enum Role {
    /** The final summary; the reasoning in front of it is not seen. */
    HELPFUL("helpful") {
        @Override
        public String shown(String completion, boolean prefilledThink) {
            return Summary.of(completion, prefilledThink);
        }
    },
    /** All of it, its reasoning too. */
    SAFETY("safety") {
        @Override
        public String shown(String completion, boolean prefilledThink) {
            return completion;
        }
    };

    private final String component;

    Role(String component) {
        this.component = component;
    }

    /** The component, which is also the role's name in the configuration. */
    public String component() {
        return component;
    }

    /**
     * The part of a completion that the model reads.
     *
     * @param prefilledThink whether the thinking was opened in front of it
     */
    public abstract String shown(String completion, boolean prefilledThink);

    /** The part of a completion that the model reads, where the completion opens its thinking itself. */
    public final String shown(String completion) {
        return shown(completion, false);
    }

    /** The conversation that ends with the given answer; empty where the rollout has no prompt. */
    static Optional<List<Message>> conversation(Rollout rollout, String answer) {
        return rollout.prompt().map(prompt -> {
            List<Message> messages = new ArrayList<>(
                    switch (prompt) {
                        case Text.Plain(String text) -> List.of(new Message("user", text));
                        case Text.Chat(List<Message> chat) -> chat;
                    });
            messages.add(new Message("assistant", answer));
            return messages;
        });
    }
}
