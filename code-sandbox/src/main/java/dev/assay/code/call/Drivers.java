package dev.assay.code.call;

import dev.assay.code.run.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The programs that run in the boxes at the other end of the channel. They are the same for every submission. */
public final class Drivers {
    private static final Program PYTHON = Program.of("python", text("plain.py") + "\n" + text("candidate.py"));
    private static final Program ASSERTIONS = Program.of("python", text("plain.py") + "\n" + text("assertions.py"));
    private static final Program JAVASCRIPT = Program.of("javascript", text("candidate.js"));

    private Drivers() {}

    /**
     * The program that loads a submission and calls its functions.
     *
     * @param language the name of the submission's language
     */
    public static Optional<Program> candidate(String language) {
        return switch (language) {
            case "python" -> Optional.of(PYTHON);
            case "javascript" -> Optional.of(JAVASCRIPT);
            default -> Optional.empty();
        };
    }

    /** The program that runs assertions. */
    public static Program assertions() {
        return ASSERTIONS;
    }

    private static String text(String name) {
        try (InputStream in = Drivers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the driver " + name + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
