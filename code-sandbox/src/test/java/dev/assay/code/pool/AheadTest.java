package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.run.Prepared;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a language makes ahead of all programs is used when it is ready, written by none, and gone at the end. */
final class AheadTest {
    /** Compiling copies what was made ahead, after it tried to change it. */
    private static final String LANGUAGE = """
            name: copying
            main: main.txt
            tool: sh
            probe: [-c, "echo a shell"]
            install: apt-get install dash
            ahead: [/bin/sh, -c, "echo made of {tool} > note"]
            compile:
              command: [/usr/bin/sh, -c, "echo forged 2>/dev/null > $1/note; cat $1/note > out/said 2>/dev/null || echo nothing > out/said", sh, "{ahead}"]
              read: [/usr/bin/sh, /usr/bin/dash, /usr/bin/cat]
            run:
              command: [/usr/bin/cat, "{program}/said"]
              read: [/usr/bin/cat]
            """;

    @TempDir
    private Path languages;

    static Stream<String> kinds() {
        return Boxes.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsMadeAheadIsUsedWhenItIsReadyAndNoProgramCanChangeIt(String kind) throws IOException {
        Boxes.open(kind);
        Files.writeString(languages.resolve("copying.yaml"), LANGUAGE);
        try (Sandbox sandbox =
                Sandboxes.open(Sandboxes.Options.defaults().withKind(kind).withLanguages(languages))) {
            assertThat(compiled(sandbox, "the first")).isEqualTo("nothing\n");
            String said = "nothing\n";
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            for (int i = 0; said.equals("nothing\n"); i++) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
                said = compiled(sandbox, "program " + i);
            }
            assertThat(said).startsWith("made of /").endsWith("sh\n");
            assertThat(compiled(sandbox, "the last")).isEqualTo(said);
            assertThat(left()).hasSize(1);
        }
        assertThat(left()).isEmpty();
    }

    private static String compiled(Sandbox sandbox, String source) {
        Prepared program = Boxes.prepared(sandbox, "copying", source);
        return sandbox.run(program, RunRequest.with(Boxes.LIMITS)).output();
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/var/tmp"))) {
            String ours = "assay-ahead-" + ProcessHandle.current().pid() + "-";
            return folders.filter(path -> path.getFileName().toString().startsWith(ours))
                    .filter(path -> Files.exists(path.resolve("note")))
                    .toList();
        }
    }
}
