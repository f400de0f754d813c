package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Whatever is killed in the middle of a run: the caller hears of it, and nothing stays behind. */
final class KillTest {
    private static final String SLEEP = "import time; time.sleep(3)";

    static Stream<String> kinds() {
        return Boxes.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRunWhoseSupervisorIsKilledIsMadeAgain(String kind) {
        Boxes.open(kind);
        try (Sandbox sandbox = Sandboxes.open(kind)) {
            Prepared program = Boxes.prepared(sandbox, "python", SLEEP + "; print('slept')");
            var run = CompletableFuture.supplyAsync(() -> sandbox.run(program, RunRequest.with(Boxes.LIMITS)));
            List<ProcessHandle> all = supervised();
            all.forEach(ProcessHandle::destroyForcibly);
            assertThat(run.join().output()).isEqualTo("slept\n");
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closingASandboxEndsItsRunsAndLeavesNothing(String kind) throws IOException {
        Boxes.open(kind);
        Sandbox sandbox = Sandboxes.open(kind);
        Prepared program = Boxes.prepared(sandbox, "python", SLEEP);
        var run = CompletableFuture.supplyAsync(() -> sandbox.run(program, RunRequest.with(Boxes.LIMITS)));
        List<ProcessHandle> all = supervised();
        sandbox.close();
        assertThat(run.join().ending()).isInstanceOf(Ending.Trouble.class);
        until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKilledJvmTakesItsBoxesWithIt(String kind) throws Exception {
        Boxes.open(kind);
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Sleeper.class.getName(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(jvm.getInputStream().read()).isEqualTo('r');
        until(() -> jvm.descendants().count() >= 4);
        List<ProcessHandle> all = jvm.descendants().toList();
        jvm.destroyForcibly().waitFor();
        until(() -> all.stream().noneMatch(KillTest::lives));
        dev.assay.code.box.ControlGroup.sweep();
        for (String controller : List.of("memory", "cpuacct")) {
            Path groups = Path.of("/sys/fs/cgroup", controller);
            if (Files.isDirectory(groups)) {
                try (Stream<Path> left = Files.walk(groups, 3)) {
                    assertThat(left.filter(
                                    path -> path.getFileName().toString().startsWith("assay-" + jvm.pid() + "-")))
                            .isEmpty();
                }
            }
        }
    }

    /** A JVM of its own that says when its program is about to run. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) {
            Sandbox sandbox = Sandboxes.open(arguments[0]);
            Preparation.Ready ready =
                    (Preparation.Ready) sandbox.prepare(Program.of("python", "import time; time.sleep(100)"));
            System.out.print("r");
            System.out.flush();
            Run run = sandbox.run(
                    ready.program(), RunRequest.with(Limits.defaults().withWall(Duration.ofMinutes(5))));
            throw new AssertionError("it was to be killed, not to see " + run);
        }
    }

    /** What the other JVM needs, from wherever this one has it. */
    private static String classPath() {
        return Stream.of(
                        KillTest.class,
                        Sandboxes.class,
                        AssayException.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        Yaml.class)
                .map(one ->
                        one.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The processes below this one that run a program: the one that is busy sleeping and what holds it. */
    private static List<ProcessHandle> supervised() {
        until(() -> sleeping().count() > 0);
        ProcessHandle one = sleeping().findFirst().orElseThrow();
        while (one.parent().orElseThrow().pid() != ProcessHandle.current().pid()) {
            one = one.parent().orElseThrow();
        }
        ProcessHandle top = one;
        return Stream.concat(Stream.of(top), top.descendants()).toList();
    }

    private static Stream<ProcessHandle> sleeping() {
        return ProcessHandle.current().descendants().filter(one -> {
            try {
                return Files.readString(Path.of("/proc", Long.toString(one.pid()), "wchan"))
                        .contains("nanosleep");
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** A killed process whose new parent has not reaped it yet does not live. */
    private static boolean lives(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
