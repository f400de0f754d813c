package dev.assay.code.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The proof {@code benchmarks}: whole data sets where the suite takes samples, and a line for each. */
final class Proof {
    private static final boolean ALL = System.getProperty("assay.proof", "").equals("benchmarks");

    private Proof() {}

    static <T> List<T> sample(List<T> rows, int every) {
        List<T> sample = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += ALL ? 1 : every) {
            sample.add(rows.get(i));
        }
        return sample;
    }

    /** Notes how many were as said, and where that is neither all nor none of them, which were not. */
    static void figure(String what, int count, List<String> refused) {
        if (!ALL) {
            return;
        }
        boolean some = !refused.isEmpty() && refused.size() < count;
        String line = "benchmarks: %s: %d of %d%s%n"
                .formatted(what, count - refused.size(), count, some ? "; not " + String.join("; ", refused) : "");
        try {
            Path folder = Files.createDirectories(
                    Path.of(System.getProperty("assay.root", ".."), "code-sandbox", "target", "proofs"));
            Files.writeString(
                    folder.resolve("benchmarks.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
