package dev.assay.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The labelled cases that lie beside the repository. */
class LanguageCasesTest {
    private static final Path CASES =
            Path.of(System.getProperty("assay.shared", "../shared"), "data", "lang", "lang_cases.jsonl");

    @Test
    void atLeast87Of90CasesLieWithinTheRangeThatIsExpected() throws IOException {
        assumeTrue(Files.isReadable(CASES), "no labelled cases at " + CASES);
        ObjectMapper json = new ObjectMapper();
        LanguageChecker checker = new LanguageChecker();
        List<String> missed = new ArrayList<>();
        int cases = 0;
        for (String line : Files.readAllLines(CASES)) {
            JsonNode one = json.readTree(line);
            LanguageShare share =
                    checker.share(one.get("text").asText(), one.get("target").asText());
            // What has no words is judged by nobody; the cases call that 1.
            OptionalDouble ratio = share.ratio();
            double value = ratio.orElse(1);
            cases++;
            if (value < one.get("expect_min").asDouble()
                    || value > one.get("expect_max").asDouble()) {
                missed.add(one.get("id").asText() + " " + value + " " + share);
            }
        }

        assertThat(missed).hasSizeLessThanOrEqualTo(cases - 87);
    }
}
