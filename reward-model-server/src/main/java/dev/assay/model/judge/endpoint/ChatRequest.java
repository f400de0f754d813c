package dev.assay.model.judge.endpoint;

import java.util.List;
import java.util.OptionalLong;

/**
 * One request for a completion.
 *
 * @param messages in their order
 * @param maxTokens the longest answer in tokens
 * @param seed absent leaves it to the endpoint
 */
public record ChatRequest(List<Message> messages, int maxTokens, OptionalLong seed) {
    /**
     * A message.
     *
     * @param role {@code system} or {@code user}
     */
    public record Message(String role, String content) {}

    public ChatRequest {
        messages = List.copyOf(messages);
    }
}
