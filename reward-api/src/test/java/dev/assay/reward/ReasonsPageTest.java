package dev.assay.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of reasons is written by {@code ./assay test -pl reward-api -Dassay.write-docs=true}. */
final class ReasonsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("assay.root", "."), "docs", "reasons.md");

    @Test
    void thePageListsEveryReasonWithItsMeaning() throws IOException {
        String page = page();
        if (Boolean.getBoolean("assay.write-docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        String rows = Arrays.stream(ReasonCode.values())
                .map(reason -> "| `" + reason.name() + "` | " + reason.meaning() + " |")
                .collect(Collectors.joining("\n"));
        return """
                # Reasons

                Every component carries one of these codes, or the word that a function of your own gave.

                | code | meaning |
                |---|---|
                %s
                """.formatted(rows);
    }
}
