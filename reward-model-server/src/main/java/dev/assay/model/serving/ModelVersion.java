package dev.assay.model.serving;

import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names what decides about the scores: the files of a model and the settings under which it is asked. */
final class ModelVersion {
    /** Reports and notes beside a model change no score. */
    private static final Pattern DECISIVE = Pattern.compile(
            "(config|tokenizer|tokenizer_config|chat_template|special_tokens_map)\\.json|.*\\.(jinja|safetensors|safetensors\\.index\\.json|onnx|onnx_data|data)");

    private static final int DIGITS = 12;
    private static final int BUFFER = 1 << 20;

    private ModelVersion() {}

    /**
     * The version.
     *
     * @throws AssayException CONFIGURATION where the files cannot be read
     */
    static String of(ModelSettings settings) {
        MessageDigest hash = sha256();
        // Where the files lie and who asks for them changes no score.
        hash.update((settings.maxTokens() + "|" + settings.onnx() + "|" + settings.head() + "|" + settings.score())
                .getBytes(StandardCharsets.UTF_8));
        try {
            for (Path file : files(settings.path())) {
                hash.update((byte) 0);
                hash.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                hash.update((byte) 0);
                add(hash, file);
            }
        } catch (IOException e) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, settings.path() + " cannot be read: " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(hash.digest()).substring(0, DIGITS);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.filter(Files::isRegularFile)
                    .filter(file ->
                            DECISIVE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static void add(MessageDigest hash, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
