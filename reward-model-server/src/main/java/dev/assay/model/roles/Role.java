package dev.assay.model.roles;

import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a model is shown of a rollout. */
enum Role {
    /** The prompt and what comes behind the thinking. */
    HELPFUL("helpful") {
        @Override
        String shown(Rollout rollout) {
            return Summary.of(rollout.judged(), rollout.prefilledThink());
        }
    },
    /** The prompt and all of the response. */
    SAFETY("safety") {
        @Override
        String shown(Rollout rollout) {
            return rollout.judged();
        }
    };

    private final String component;

    Role(String component) {
        this.component = component;
    }

    /** The component, which is also the role's name in the configuration. */
    String component() {
        return component;
    }

    /** The part of the completion that the model reads. */
    abstract String shown(Rollout rollout);

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
