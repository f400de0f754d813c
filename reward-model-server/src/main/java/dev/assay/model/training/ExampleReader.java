package dev.assay.model.training;

import dev.assay.decoder.text.ChatFormat;
import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import dev.assay.model.roles.Role;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads examples into tokens: the prompt's messages and the completion as the assistant's turn, through the model's
 * chat template. An example with a sequence that is too long is left out, never cut.
 */
final class ExampleReader {
    private final ChatFormat chat;
    private final Role role;
    private final int maxTokens;
    private int tooLong;

    ExampleReader(ChatFormat chat, Role role, int maxTokens) {
        this.chat = chat;
        this.role = role;
        this.maxTokens = maxTokens;
    }

    /** How many examples were left out so far because of their length. */
    int tooLong() {
        return tooLong;
    }

    Optional<TrainingExample> read(PreferencePair pair) {
        return fitting(
                List.of(tokens(pair.prompt(), pair.chosen()), tokens(pair.prompt(), pair.rejected())), pair.margin());
    }

    Optional<TrainingExample> read(SafetyExample example) {
        return fitting(List.of(tokens(example.prompt(), example.completion())), example.safe() ? 1 : 0);
    }

    private Optional<TrainingExample> fitting(List<int[]> sequences, double target) {
        TrainingExample example = new TrainingExample(sequences, target);
        if (example.longest() > maxTokens) {
            tooLong++;
            return Optional.empty();
        }
        return Optional.of(example);
    }

    private int[] tokens(List<Message> prompt, String completion) {
        List<Message> messages = new ArrayList<>(prompt);
        messages.add(new Message("assistant", role.shown(completion)));
        return chat.encode(messages, false);
    }
}
