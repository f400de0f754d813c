package dev.assay.model.sequence;

import dev.assay.rollout.Text.Message;
import java.util.List;

/** What a reward model is asked about. */
public sealed interface ModelInput {
    /**
     * Text that is already rendered. For decoders special tokens in it are special and none are added; the tokenizers
     * of exported encoders add their own.
     */
    record Text(String text) implements ModelInput {}

    /**
     * A conversation, which goes through the model's chat template. What a message says never yields special tokens.
     */
    record Chat(List<Message> messages) implements ModelInput {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /** Token ids of the model's own vocabulary. */
    record Tokens(int[] ids) implements ModelInput {}

    /**
     * Two texts for a model that reads two at once. A decoder with a chat template reads them as a question and its
     * answer.
     */
    record Pair(String first, String second) implements ModelInput {}
}
