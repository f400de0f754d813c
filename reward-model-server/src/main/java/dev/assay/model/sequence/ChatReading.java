package dev.assay.model.sequence;

import dev.assay.decoder.text.ChatFormat;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.reward.AssayException;
import dev.assay.rollout.Text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A conversation, as a model's own template has it. */
final class ChatReading {
    private ChatReading() {}

    /**
     * Reads it.
     *
     * @param begin the token with which a sequence begins, once
     */
    static Reading of(ChatFormat chat, List<Message> messages, OptionalInt begin, InputLimit limit) {
        int[] ids;
        try {
            ids = chat.encode(messages, false);
        } catch (AssayException e) {
            return Reading.unreadable("the chat template refuses the messages: " + e.getMessage());
        }
        // A template may write the token twice, once by itself and once by the first message's beginning.
        boolean twice = begin.isPresent() && ids.length > 1 && ids[0] == begin.getAsInt() && ids[1] == ids[0];
        return limit.check(new Sequence(twice ? Arrays.copyOfRange(ids, 1, ids.length) : ids));
    }
}
