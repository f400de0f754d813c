package dev.assay.gateway.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.gateway.rest.ScoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python client's own tests, and the client against a gateway that runs. {@code ASSAY_PYTHON} names another Python
 * than {@code python3}, such as one with TRL.
 */
@Timeout(300)
class PythonClientTest {
    private static final Path CLIENT = Path.of("clients", "python").toAbsolutePath();
    private static final String PYTHON = Objects.requireNonNullElse(System.getenv("ASSAY_PYTHON"), "python3");

    @TempDir
    Path folder;

    @BeforeAll
    static void thereIsAPython() throws Exception {
        boolean found;
        try {
            Process version = new ProcessBuilder(
                            PYTHON, "-c", "import sys; sys.exit(0 if sys.version_info >= (3, 9) else 1)")
                    .start();
            found = version.waitFor(20, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException absent) {
            found = false;
        }
        assumeTrue(found, PYTHON + " is no Python 3.9 or later");
    }

    @Test
    void theClientsOwnTestsPass() throws Exception {
        run(Map.of(), "-m", "unittest", "tests.test_client", "tests.test_trainers");
    }

    @Test
    void theClientWorksWithAGatewayThatRuns() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            run(Map.of("ASSAY_LIVE_URL", gateway.url()), "-m", "unittest", "tests.test_live");
        }
    }

    @Test
    void trlTrainsATinyModelWithRewardsAndWithNone() throws Exception {
        Path model = Path.of(System.getProperty("assay.shared", "../../shared"), "data", "trainer", "tiny-qwen2");
        assumeTrue(Files.isDirectory(model), model + " is not there");
        assumeTrue(has("torch", "trl", "datasets"), PYTHON + " has no TRL; ASSAY_PYTHON may name one that has");
        try (Gateway gateway = Gateway.start()) {
            run(
                    Map.of(
                            "ASSAY_LIVE_URL",
                            gateway.url(),
                            "ASSAY_TINY_MODEL",
                            model.toAbsolutePath().toString(),
                            "HF_HUB_OFFLINE",
                            "1",
                            "CUDA_VISIBLE_DEVICES",
                            ""),
                    "-m",
                    "unittest",
                    "tests.test_grpo");
        }
    }

    /** 16 processes; {@code -Dassay.fleet=64} is the long form. */
    @Test
    void manyProcessesOutliveARestartOfTheGateway() throws Exception {
        String processes = System.getProperty("assay.fleet", "16");
        Gateway gateway = Gateway.start();
        int port = gateway.port();
        Process fleet = python(Map.of(), "-m", "tests.fleet", gateway.url(), processes)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = fleet.inputReader(StandardCharsets.UTF_8);
                Writer answer = fleet.outputWriter(StandardCharsets.UTF_8)) {
            String line = Objects.requireNonNullElse(lines.readLine(), "nothing");
            assertThat(line).isEqualTo("RESTART");
            gateway.close();
            answer.write("gone\n");
            answer.flush();
            // Down for long enough that every worker meets it.
            assertThat(fleet.waitFor(1, TimeUnit.SECONDS)).isFalse();
            gateway = new Gateway(port, Duration.ofSeconds(10), ScoreOptions.defaults(), List.of());
            while ((line = lines.readLine()) != null) {
                said.append(line).append('\n');
            }
            assertThat(fleet.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            gateway.close();
            fleet.descendants().forEach(ProcessHandle::destroyForcibly);
            fleet.destroyForcibly();
        }
        System.out.println(processes + " processes: " + said.toString().strip());
        assertThat(fleet.exitValue())
                .as(said + Files.readString(folder.resolve("errors")))
                .isZero();
    }

    private void run(Map<String, String> environment, String... arguments) throws Exception {
        Path output = folder.resolve("output");
        Process process = python(environment, arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static boolean has(String... modules) throws Exception {
        Process process = python(
                        Map.of(),
                        "-c",
                        "import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, " + "sys.argv[1:])))",
                        modules)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static ProcessBuilder python(Map<String, String> environment, String first, String second, String[] more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = first;
        arguments[1] = second;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return python(environment, arguments);
    }

    private static ProcessBuilder python(Map<String, String> environment, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(PYTHON, "-B"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(CLIENT.toFile());
        builder.environment().put("PYTHONPATH", CLIENT.resolve("src").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("ASSAY_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
