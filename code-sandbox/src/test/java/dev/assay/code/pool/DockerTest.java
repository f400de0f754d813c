package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.assay.code.docker.ContainerOptions;
import dev.assay.code.proof.Proof;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Boxes in containers of an engine that the tests start for themselves. */
final class DockerTest {
    private static final Proof PROOF = new Proof("hostile");

    /** One of each sort; the proof runs all. */
    private static final Set<String> CORE = Set.of(
            "a fork bomb",
            "a memory bomb",
            "a memory bomb that catches the error and answers",
            "children that need more memory together than each may have",
            "filling the temporary folder",
            "a flood on standard output",
            "a busy loop that ignores every signal",
            "work divided among children",
            "a daemon outlives the answer",
            "killing everybody",
            "reading the memory of the parent",
            "what the parent has open, mapped and set",
            "files of the machine",
            "a walk in search of tests",
            "writing outside of its folder",
            "changing the interpreter for the next one",
            "mounting",
            "namespaces of its own",
            "the network",
            "abstract sockets of the machine",
            "io_uring",
            "keys of the kernel",
            "leaving things for the next one",
            "file descriptors that were forgotten",
            "files of the kernel",
            "raising its own limits",
            "frames of the supervisor, forged",
            "set-user-id programs",
            "device nodes",
            "capabilities",
            "other processes of the machine",
            "the name of the machine",
            "memory in segments that outlive the process",
            "prctl against the watcher");

    @Test
    void aContainerHoldsWhatItPromises() {
        try (Sandbox sandbox = Sandboxes.open(PrivateEngine.shared().sandbox())) {
            assertThat(sandbox.report().kind()).isEqualTo("docker");
            assertThat(sandbox.report().safe()).isTrue();
            assertThat(sandbox.report().guarantees())
                    .filteredOn(one -> !one.held())
                    .isEmpty();
            assertThat(sandbox.report().guarantees())
                    .extracting(BoxReport.Guarantee::name)
                    .contains("processes", "files", "network", "syscalls", "capabilities", "memory", "cpu");
        }
    }

    @Test
    void hostileProgramsEndAsTheyDeserveAndLeaveNothing() throws Exception {
        PrivateEngine engine = PrivateEngine.shared();
        try (Sandbox sandbox = Sandboxes.open(engine.sandbox())) {
            List<HostileProgram> programs = HostileProgram.all().stream()
                    .filter(one -> PROOF.isLong() || CORE.contains(one.name()))
                    .filter(one ->
                            sandbox.language(one.language()).orElseThrow().available())
                    .toList();
            assertThat(programs).hasSizeGreaterThanOrEqualTo(CORE.size());
            assertThat(HostileTest.complaints(sandbox, programs)).isEmpty();
        }
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void manyProgramsOfDifferentCallersShareAFewWarmContainers() {
        PrivateEngine engine = PrivateEngine.shared();
        try (Sandbox sandbox = Sandboxes.open(engine.sandbox().withPlaces(2))) {
            for (int i = 0; i < 40; i++) {
                assertThat(Boxes.run(sandbox, "python", "print(int(input()) + 1)", i + "\n")
                                .output())
                        .isEqualTo((i + 1) + "\n");
            }
            assertThat(engine.containers()).hasSize(1);
        }
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void largeInputAndOutputGoThrough() {
        try (Sandbox sandbox = Sandboxes.open(PrivateEngine.shared().sandbox())) {
            String input = "x".repeat(8 << 20);
            Run run = Boxes.run(
                    sandbox, "python", "import sys; s = sys.stdin.read(); print(len(s)); print(s[:900000])", input);
            assertThat(run.ending()).isEqualTo(new Ending.Exited(0));
            assertThat(run.output()).isEqualTo((8 << 20) + "\n" + input.substring(0, 900_000) + "\n");
        }
    }

    @Test
    void languagesAreThoseOfTheImageAndNotOfTheMachine() {
        try (Sandbox sandbox = Sandboxes.open(PrivateEngine.shared().sandbox())) {
            assertThat(sandbox.language("bash").orElseThrow().available()).isTrue();
            assertThat(sandbox.language("c").orElseThrow().available()).isFalse();
            assertThat(Boxes.run(sandbox, "bash", "echo $((6 * 7))", "").output())
                    .isEqualTo("42\n");
        }
    }

    @Test
    void aRunWhoseContainerIsKilledIsMadeAgain() throws IOException {
        PrivateEngine engine = PrivateEngine.shared();
        try (Sandbox sandbox = Sandboxes.open(engine.sandbox());
                DockerClient client = engine.client()) {
            Prepared program = Boxes.prepared(sandbox, "python", "import time; time.sleep(2); print('slept')");
            var run = CompletableFuture.supplyAsync(() -> sandbox.run(program, RunRequest.with(Boxes.LIMITS)));
            until(() -> !engine.containers().isEmpty());
            String first = engine.containers().getFirst();
            until(() -> kills(client, first));
            assertThat(run.join().output()).isEqualTo("slept\n");
            assertThat(engine.containers()).doesNotContain(first);
        }
        assertThat(engine.containers()).isEmpty();
    }

    /** Whether a program of one of its containers sleeps. */
    private static boolean sleeps(PrivateEngine engine) {
        return ProcessHandle.allProcesses().anyMatch(one -> {
            try {
                Path process = Path.of("/proc", Long.toString(one.pid()));
                return Files.readString(process.resolve("cgroup"))
                                .contains(engine.containers().getFirst())
                        && Files.readString(process.resolve("wchan")).contains("nanosleep");
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Made is not yet running. */
    private static boolean kills(DockerClient client, String id) {
        try {
            client.killContainerCmd(id).exec();
            return true;
        } catch (DockerException e) {
            return false;
        }
    }

    @Test
    void aKilledEngineIsOurTroubleAndNotTheProgramsFault() throws IOException {
        PrivateEngine.shared();
        try (PrivateEngine engine = PrivateEngine.start();
                Sandbox sandbox = Sandboxes.open(engine.sandbox())) {
            assertThat(Boxes.run(sandbox, "python", "print(1)", "").output()).isEqualTo("1\n");
            Prepared program = Boxes.prepared(sandbox, "python", "import time; time.sleep(10); print('slept')");
            var run = CompletableFuture.supplyAsync(() -> sandbox.run(program, RunRequest.with(Boxes.LIMITS)));
            until(() -> sleeps(engine));
            engine.killDaemon();
            assertThat(run.join().ending()).isInstanceOf(Ending.Trouble.class);
            assertThat(Boxes.run(sandbox, "python", "print(1)", "").ending()).isInstanceOf(Ending.Trouble.class);
        }
    }

    @Test
    void aKilledJvmLeavesNoContainer() throws Exception {
        PrivateEngine engine = PrivateEngine.shared();
        until(() -> engine.containers().isEmpty());
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Sleeper.class.getName(),
                        engine.options().engine())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(jvm.getInputStream().read()).isEqualTo('r');
        assertThat(engine.containers()).hasSize(1);
        jvm.destroyForcibly().waitFor();
        until(() -> engine.containers().isEmpty());
    }

    /** What the other JVM needs, from wherever this one has it. */
    private static String classPath() {
        return DockerTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** A JVM of its own that has a program running in a warm container when it is killed. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) {
            Sandbox sandbox = Sandboxes.open(Sandboxes.Options.defaults()
                    .withKind("docker")
                    .withContainers(new ContainerOptions(arguments[0], PrivateEngine.IMAGE, Optional.empty())));
            if (!Boxes.run(sandbox, "python", "print(1)", "").succeeded()) {
                throw new IllegalStateException("it was to be killed, and not to fail");
            }
            System.out.print("r");
            System.out.flush();
            Boxes.run(sandbox, "python", "import time; time.sleep(100)", "");
        }
    }

    @Test
    void withoutAnEngineItIsSaidHowToGetOne() {
        ContainerOptions nowhere = ContainerOptions.ofEnvironment().withEngine("unix:///nowhere/docker.sock");
        assertThatThrownBy(() -> Sandboxes.open(
                        Sandboxes.Options.defaults().withKind("docker").withContainers(nowhere)))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("no container engine at unix:///nowhere/docker.sock")
                .hasMessageContaining("apt-get install docker.io");
    }

    @Test
    void withoutTheImageItIsSaidHowToBuildIt() {
        ContainerOptions options = PrivateEngine.shared().options().withImage("assay-no-such-image");
        assertThatThrownBy(() -> Sandboxes.open(
                        Sandboxes.Options.defaults().withKind("docker").withContainers(options)))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("docker build -t assay-no-such-image code-sandbox/docker");
    }

    @Test
    void aRuntimeThatTheEngineLacksIsRefusedWithItsName() {
        ContainerOptions options = PrivateEngine.shared().options().withRuntime("no-such-runtime");
        assertThatThrownBy(() -> Sandboxes.open(
                        Sandboxes.Options.defaults().withKind("docker").withContainers(options)))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("no-such-runtime");
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
