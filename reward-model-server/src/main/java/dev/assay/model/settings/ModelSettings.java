package dev.assay.model.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One model.
 *
 * @param path its directory
 * @param role {@code helpful}, {@code safety}, or another name; empty for a model that is only asked by name
 * @param preferred whether it answers where a request names no model
 * @param maxTokens the longest input; what the model itself was made for where absent
 * @param onnx the file of an exported graph in the directory; absent finds {@code model.onnx} where there are no
 *     safetensors
 * @param head where the head is kept; absent for {@code score.weight}
 * @param score how the head's values become one
 */
public record ModelSettings(
        Path path,
        Optional<String> role,
        boolean preferred,
        OptionalInt maxTokens,
        Optional<String> onnx,
        Optional<HeadSettings> head,
        ScoreRule score) {

    /** A directory, with nothing said about it. */
    public static ModelSettings of(Path path) {
        return new ModelSettings(
                path,
                Optional.empty(),
                false,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                ScoreRule.LOGIT);
    }

    /** The same model with another role. */
    public ModelSettings withRole(String name) {
        return new ModelSettings(path, Optional.of(name), preferred, maxTokens, onnx, head, score);
    }

    /** The same settings for another directory. */
    public ModelSettings at(Path directory) {
        return new ModelSettings(directory, role, preferred, maxTokens, onnx, head, score);
    }
}
