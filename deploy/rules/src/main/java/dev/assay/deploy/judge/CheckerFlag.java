package dev.assay.deploy.judge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.code.run.Language;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --checker} may be: the kind of a comparison ({@code tokens}, {@code lines}, …), {@code float:1e-9}, the
 * JSON of {@code reference.code.checker}, or the source file of a checker program; {@code interactor:FILE} for a
 * program that speaks with the submission. A {@code testlib.h} beside the file goes with it.
 */
final class CheckerFlag {
    private static final String INTERACTOR = "interactor:";
    private static final String FLOAT = "float:";

    private CheckerFlag() {}

    /** The flag as the JSON of a checker. */
    static String json(String flag, List<Language> languages) throws IOException {
        if (flag.strip().startsWith("{")) {
            return flag;
        }
        if (flag.startsWith(FLOAT)) {
            String tolerance = flag.substring(FLOAT.length());
            return "{\"kind\":\"float\",\"absolute\":" + tolerance + ",\"relative\":" + tolerance + "}";
        }
        boolean interactor = flag.startsWith(INTERACTOR);
        Path file = Path.of(interactor ? flag.substring(INTERACTOR.length()) : flag);
        if (!Files.isRegularFile(file)) {
            if (interactor || flag.contains("/") || flag.contains(".")) {
                throw new AssayException(ErrorCode.INVALID_FIELD, "--checker " + flag + ": no such file");
            }
            return "{\"kind\":\"" + quoted(flag) + "\"}";
        }
        return program(file, interactor ? "interactor" : "program", languages);
    }

    private static String program(Path file, String kind, List<Language> languages) throws IOException {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String language = languages.stream()
                .filter(one ->
                        one.extension().equals(extension) || one.aliases().contains(extension))
                .map(Language::name)
                .findFirst()
                .orElseThrow(() -> new AssayException(
                        ErrorCode.INVALID_FIELD,
                        "--checker " + file + ": no language has files that end in ." + extension));
        Optional<Path> testlib = Optional.of(file.resolveSibling("testlib.h")).filter(Files::isRegularFile);
        String files = testlib.isPresent()
                ? ",\"files\":{\"testlib.h\":\"" + quoted(Files.readString(testlib.get(), StandardCharsets.UTF_8))
                        + "\"}"
                : "";
        return "{\"kind\":\"" + kind + "\",\"language\":\"" + language + "\",\"source\":\""
                + quoted(Files.readString(file, StandardCharsets.UTF_8)) + "\"" + files + "}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
