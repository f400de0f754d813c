package dev.assay.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    @TempDir
    Path folder;

    @Test
    void whateverIsInADirectoryIsUsedOrRefusedAndEndsNoProcess() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileFiles.class.getName(),
                        Files.createDirectory(folder.resolve("model")).toString(),
                        "800")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(said.toFile()))
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            String all = Files.readString(said, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(all).isZero();
            // Both come up: it is not one fault that hides all others.
            assertThat(all).containsPattern("[1-9][0-9]+ usable, [1-9][0-9]+ refused");
        } finally {
            process.destroyForcibly();
        }
    }
}
