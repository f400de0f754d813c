package dev.assay.rollout;

import java.util.List;
import java.util.stream.Collectors;

/** A prompt or a completion: plain text, or chat messages. */
public sealed interface Text {
    /** Plain text. */
    record Plain(String text) implements Text {}

    /** Chat messages in their order. */
    record Chat(List<Message> messages) implements Text {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /**
     * A chat message.
     *
     * @param role {@code system}, {@code user}, {@code assistant}, {@code tool} or another name
     */
    record Message(String role, String content) {}

    /** What is judged of a completion: the text, or what the assistant said, messages joined by a line break. */
    default String judged() {
        return switch (this) {
            case Plain(String text) -> text;
            case Chat(List<Message> messages) ->
                messages.stream()
                        .filter(message -> message.role().equals("assistant"))
                        .map(Message::content)
                        .collect(Collectors.joining("\n"));
        };
    }

    /** All of the text, messages joined by a line break. */
    default String whole() {
        return switch (this) {
            case Plain(String text) -> text;
            case Chat(List<Message> messages) ->
                messages.stream().map(Message::content).collect(Collectors.joining("\n"));
        };
    }
}
