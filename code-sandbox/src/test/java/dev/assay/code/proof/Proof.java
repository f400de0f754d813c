package dev.assay.code.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof, of which the suite has a short form: {@code -Dassay.proof=NAME} asks for the long one.
 *
 * @param name as {@code ./assay prove} calls it
 */
public record Proof(String name) {
    private static final Path FOLDER = Path.of("target", "proofs");

    /** Whether the long form is asked for. */
    public boolean isLong() {
        return name.equals(System.getProperty("assay.proof"));
    }

    /** Everything in the long form, one of so many in the short. */
    public <T> List<T> sample(List<T> all, int every) {
        List<T> sample = new ArrayList<>();
        for (int i = 0; i < all.size(); i += isLong() ? 1 : every) {
            sample.add(all.get(i));
        }
        return sample;
    }

    /** Says in the long form, in a line of its own, what was shown. */
    public void figure(String shown) {
        if (!isLong()) {
            return;
        }
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(name + ".txt"),
                    name + ": " + shown + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
