package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    @TempDir
    Path folder;

    @Test
    void theTraceTellsWhatWasExtractedReadAndDecided() {
        var ended = CommandLine.run("verify", "--reference", "5/6", "--answer", "So it is \\boxed{\\frac{10}{12}}.");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("extracted '\\frac{10}{12}' from boxed")
                .contains("read as")
                .contains("accepted: EQUAL_EXACT");
    }

    @Test
    void theExitCodeSaysHowItEnded() {
        assertThat(CommandLine.run("verify", "--reference", "5", "--answer", "6")
                        .exitCode())
                .isEqualTo(ExitCode.NEGATIVE);
        assertThat(CommandLine.run("verify", "--reference", "5 + * 3", "--answer", "6")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        var unknown = CommandLine.run("verify", "--reference", "5", "--answer", "5", "--profile", "mine");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("unknown profile 'mine'").contains("hendrycks");
    }

    @Test
    void aProfileIsANameOrAFile() throws IOException {
        assertThat(CommandLine.run("verify", "--reference", "37", "--answer", "37%", "--profile", "hendrycks")
                        .exitCode())
                .isZero();
        Path file = Files.writeString(folder.resolve("mine.yaml"), "{name: mine, percent: ignored}");
        assertThat(CommandLine.run("verify", "--reference", "37", "--answer", "37%", "--profile", file.toString())
                        .exitCode())
                .isZero();
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "{percent: perhaps}");
        var ended = CommandLine.run("verify", "--reference", "37", "--answer", "37", "--profile", wrong.toString());
        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("percent");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        var ended = CommandLine.run("verify", "--reference", "5", "--answer", "6", "--json");
        JsonNode form = new ObjectMapper().readTree(ended.out());
        assertThat(ended.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(form.get("accepted").asBoolean()).isFalse();
        assertThat(form.get("value").asDouble()).isZero();
        assertThat(form.get("reason").asText()).isEqualTo("NOT_EQUAL");
        assertThat(form.get("trace")).isNotEmpty();
    }
}
