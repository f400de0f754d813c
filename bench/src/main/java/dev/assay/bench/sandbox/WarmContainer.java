package dev.assay.bench.sandbox;

import dev.assay.bench.peer.Python;
import dev.assay.code.docker.ContainerOptions;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a user has instead: one warm container, and {@code docker exec} for every test. There is one for all callers, as
 * its engine and image are those that boxes of the kind {@code docker} use.
 *
 * @param id of the container
 */
record WarmContainer(String id) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Starts one; empty where there is no engine, no client or no image. */
    static Optional<WarmContainer> start() {
        ContainerOptions options = ContainerOptions.ofEnvironment();
        return Python.run(
                        List.of(
                                "docker",
                                "-H",
                                options.engine(),
                                "run",
                                "-d",
                                "--rm",
                                "--network",
                                "none",
                                "--read-only",
                                "--entrypoint",
                                "python3",
                                options.image(),
                                "-c",
                                "import time; time.sleep(3600)"),
                        LIMIT)
                .filter(id -> !id.isBlank())
                .map(WarmContainer::new);
    }

    /** One test: the program runs in the container, with its input, and its output is checked. */
    void test(String code, String input, String output) {
        try {
            Process process = new ProcessBuilder(
                            "docker",
                            "-H",
                            ContainerOptions.ofEnvironment().engine(),
                            "exec",
                            "-i",
                            id,
                            "python3",
                            "-I",
                            "-c",
                            code)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.outputWriter()) {
                in.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || !said.equals(output)) {
                throw new AssayException(ErrorCode.INTERNAL, "docker exec said: " + said);
            }
        } catch (IOException e) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "docker exec could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.UNAVAILABLE, "interrupted", e);
        }
    }

    @Override
    public void close() {
        // Nothing to lose in it: killed, it removes itself.
        Python.run(List.of("docker", "-H", ContainerOptions.ofEnvironment().engine(), "kill", id), LIMIT);
    }
}
