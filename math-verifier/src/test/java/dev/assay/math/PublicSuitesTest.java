package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of other verifiers, where they lie beside this repository; their policies differ, so each has a floor. */
class PublicSuitesTest {
    private static final Path CASES =
            Path.of(System.getProperty("assay.shared", "../shared")).resolve("data/math");

    private final ObjectMapper json = new ObjectMapper();
    private final MathVerifier verifier = new MathVerifier();

    @ParameterizedTest
    @CsvSource({
        "math_verify, 239",
        "hendrycks_math, 13",
        "mario_eval, 47",
        "symeval, 25",
        "open_instruct, 32",
    })
    void asManyAgreeAsBefore(String suite, int floor) throws IOException {
        Path file = CASES.resolve(suite + ".jsonl");
        assumeTrue(Files.isReadable(file), () -> "the case files are not at " + file);
        List<String> missed = new ArrayList<>();
        int agreed = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode row = json.readTree(line);
            boolean expected = row.get("expected").asBoolean();
            Verification verification = verifier.verify(
                    row.get("gold").asText(), row.get("prediction").asText());
            if (verification.accepted() == expected) {
                agreed++;
            } else {
                missed.add((expected ? "FN " : "FP ") + row.get("gold").asText() + " ‖ "
                        + row.get("prediction").asText() + " ‖ " + verification.reason() + " "
                        + verification.evidence());
            }
        }
        System.out.println(suite + ": " + agreed + " agree");
        assertThat(agreed).as("%s", missed).isGreaterThanOrEqualTo(floor);
    }
}
