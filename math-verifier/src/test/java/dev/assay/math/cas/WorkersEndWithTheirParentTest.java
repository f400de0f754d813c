package dev.assay.math.cas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersEndWithTheirParentTest {
    /** Prints the process numbers of its workers and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            SymjaCas cas = new SymjaCas();
            cas.warm();
            while (cas.workers().size() < SymjaCas.WORKERS) {
                Thread.onSpinWait();
            }
            System.out.println(
                    String.join(" ", cas.workers().stream().map(String::valueOf).toList()));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void alsoWhereItIsKilled() throws Exception {
        Path tests = Path.of(
                Parent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        tests + File.pathSeparator + Child.classPath(),
                        Parent.class.getName())
                .redirectError(Redirect.DISCARD)
                .start();
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            String said = out.readLine();
            assertThat(said).as("the parent ended without a word").isNotNull();
            List<ProcessHandle> workers = Arrays.stream(said.split(" "))
                    .map(Long::parseLong)
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
            assertThat(workers).isNotEmpty();
            parent.destroyForcibly();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(60, TimeUnit.SECONDS);
            }
        } finally {
            parent.destroyForcibly();
        }
    }
}
