package dev.assay.bench.math;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.math.MathVerifier;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Math-Verify's own pairs, as references and completions. */
record Pairs(List<Pair> all) {
    private static final String FILE = "data/math/math_verify.jsonl";

    record Pair(Reference reference, String completion) {}

    /** The folder that the system property {@code assay.shared} names, else the one beside the repository. */
    static Path file() {
        String root = System.getProperty("assay.root", ".");
        String shared = System.getProperty("assay.shared", Path.of(root, "..", "shared").toString());
        return Path.of(shared).resolve(FILE);
    }

    static Pairs read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Pair> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            JsonNode row = json.readTree(line);
            pairs.add(new Pair(
                    new Reference.Answers(List.of(row.get("gold").asText()), Optional.of("math-verify")),
                    row.get("prediction").asText()));
        }
        return new Pairs(pairs);
    }

    /** One verdict on each; how many were accepted, so that nothing is optimised away. */
    int pass(MathVerifier verifier) {
        int accepted = 0;
        for (Pair pair : all) {
            accepted += verifier.verify(pair.reference, pair.completion).accepted() ? 1 : 0;
        }
        return accepted;
    }
}
