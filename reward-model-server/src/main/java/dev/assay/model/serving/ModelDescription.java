package dev.assay.model.serving;

import java.util.List;

/**
 * A model as it is known by its name.
 *
 * @param name under which it is asked
 * @param version the first twelve hexadecimal digits of the SHA-256 of its files and settings; empty before it is known
 * @param state how far it is
 * @param labels one for each value of the head; empty unless it serves
 * @param maxTokens the longest input; 0 unless it serves
 * @param role {@code helpful}, {@code safety}, another one, or empty
 * @param architecture such as {@code Qwen2ForSequenceClassification}; empty unless it serves
 * @param parameters how many weights there are; 0 where nobody counted
 * @param defaultModel whether it answers where a request names no model
 * @param message why it is FAILED, or why its last exchange failed; otherwise empty
 */
public record ModelDescription(
        String name,
        String version,
        State state,
        List<String> labels,
        int maxTokens,
        String role,
        String architecture,
        long parameters,
        boolean defaultModel,
        String message) {
    /** How far a model is. */
    public enum State {
        /** Its files are being read. */
        LOADING,
        /** It answers, possibly while another version of it is loading. */
        READY,
        /** It takes no more inputs and ends those that it has. */
        UNLOADING,
        /** It could not be loaded and answers nothing. */
        FAILED
    }

    public ModelDescription {
        labels = List.copyOf(labels);
    }

    /** The same in another state. */
    ModelDescription in(State other) {
        return new ModelDescription(
                name, version, other, labels, maxTokens, role, architecture, parameters, defaultModel, message);
    }
}
