package dev.assay.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Python of the peers: the one that {@value #VARIABLE} names, else {@code python3}. */
public record Python(String executable, String version) {
    /** The environment variable that names another Python, such as that of a virtual environment. */
    public static final String VARIABLE = "ASSAY_BENCH_PYTHON";

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** Finds a Python that has these modules. */
    public static Optional<Python> with(String... modules) {
        String named = System.getenv(VARIABLE);
        String executable = named == null || named.isBlank() ? "python3" : named;
        String imports = modules.length == 0 ? "" : "import " + String.join(", ", modules) + "; ";
        return run(
                        List.of(executable, "-c", imports + "import platform; print(platform.python_version())"),
                        START_LIMIT)
                .map(version -> new Python(executable, version));
    }

    /** The command that runs a script of this package. */
    public List<String> command(Path script, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(executable, script.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What a command prints, where it ends well and in time; otherwise it is stopped. */
    public static Optional<String> run(List<String> command, Duration limit) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            try {
                if (!process.waitFor(limit) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Copies a script of this package into a folder. */
    public static Path script(String name, Path folder) {
        try (InputStream in = Python.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside " + Python.class);
            }
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
