package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.math.ladder.Cas;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of other verifiers, where they lie beside this repository, each under the profile that has its policy. */
class PublicSuitesTest {
    private static final Path CASES =
            Path.of(System.getProperty("assay.shared", "../shared")).resolve("data/math");

    private final ObjectMapper json = new ObjectMapper();

    private static Profile profile(String suite, JsonNode row) {
        return switch (suite) {
            case "math_verify" -> ProfileReader.read(mathVerify(row.get("config")));
            case "hendrycks_math" -> ProfileReader.shipped("hendrycks");
            // MARIO_EVAL's is_equiv: 1e-3, percent signs and units optional, bare lists unordered
            case "mario_eval" ->
                ProfileReader.read(
                        "{base: qwen, list-order: free, tolerance: {relative: 1.0e-3, decimals-only: true}}");
            // symeval: x and 100x agree beside decimals, brackets do not order
            case "symeval" -> ProfileReader.read("{base: qwen, list-order: free, tuple-order: free, tolerance: none}");
            case "open_instruct" ->
                ProfileReader.shipped(row.get("category").asText().startsWith("GSM8K") ? "gsm8k" : "text-em");
            default -> throw new IllegalArgumentException(suite);
        };
    }

    /** Math-Verify's settings of a row: where plain expressions are not looked for, formulas in running text are. */
    private static String mathVerify(JsonNode config) {
        String settings = "base: math-verify";
        if (config.has("float_rounding")) {
            settings += ", tolerance: {rounded: " + config.get("float_rounding") + "}";
        }
        if (config.has("strict") && !config.get("strict").asBoolean()) {
            settings += ", names: renamed";
        }
        if (config.has("allow_set_relation_comp")) {
            settings += ", inequalities: "
                    + (config.get("allow_set_relation_comp").asBoolean() ? "sets" : "sets-in-reference");
        }
        if (config.get("match_types").toString().equals("[\"latex\"]")) {
            settings += ", extract: {order: [boxed, final-answer, answer-colon, answer-is, formula]}";
        }
        return "{" + settings + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "math_verify, 267",
        "hendrycks_math, 16",
        "mario_eval, 57",
        "symeval, 28",
        "open_instruct, 34",
    })
    void asManyAgreeAsBefore(String suite, int floor) throws IOException {
        Path file = CASES.resolve(suite + ".jsonl");
        assumeTrue(Files.isReadable(file), () -> "the case files are not at " + file);
        List<String> missed = new ArrayList<>();
        int agreed = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode row = json.readTree(line);
            boolean expected = row.get("expected").asBoolean();
            MathVerifier verifier = new MathVerifier(Cas.NONE, profile(suite, row));
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
        if (Boolean.getBoolean("assay.missed")) {
            missed.forEach(System.out::println);
        }
        assertThat(agreed).as("%s", missed).isGreaterThanOrEqualTo(floor);
    }
}
