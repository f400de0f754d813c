package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.proof.Proof;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Run;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that fight back get the ending that they deserve, and nothing of them is left. */
final class HostileTest {
    private static final Proof PROOF = new Proof("hostile");
    private static final int TIMES = PROOF.isLong() ? Integer.getInteger("assay.proof.times", 20) : 1;

    /** Languages whose programs the suite runs in every kind of box. */
    private static final Set<String> CHEAP = Set.of("python", "c", "cpp", "bash");

    /** Looks for whatever a program before it could have left. */
    private static final String CANARY = """
            import os, sys, builtins, math, resource, ctypes
            found = []
            def see(what, real, expected):
                if real != expected: found.append((what, real))
            see('work', os.listdir('/box/work'), ['out'])
            see('temporary', os.listdir('/tmp'), [])
            see('shared memory', os.listdir('/dev/shm'), [])
            see('program', os.listdir('/box/program'), ['main.py'])
            see('processes', sorted(int(p) for p in os.listdir('/proc') if p.isdigit()), [os.getpid()])
            see('environment', sorted(os.environ), ['HOME', 'LANG', 'PATH', 'TMPDIR'])
            for kind in ('shm', 'sem', 'msg'):
                see(kind, len(open('/proc/sysvipc/' + kind).readlines()), 1)
            see('queues', ctypes.CDLL(None).mq_open(b'/leak1', 0), -1)
            see('sockets', [l for l in open('/proc/net/unix') if 'leak' in l], [])
            see('modules', [hasattr(m, 'leak') for m in (builtins, sys, math)], [False] * 3)
            see('nice', os.nice(0), 0)
            see('import', 'leak' in sys.modules or 'sitecustomize_' in sys.modules, False)
            see('arguments', sys.argv[1:], [])
            see('limit', resource.getrlimit(resource.RLIMIT_CORE), (0, 0))
            print(found)
            """;

    /**
     * The proof goes through containers too, or only through the kind that {@code ASSAY_SANDBOX} names; the suite has
     * {@link DockerTest} for containers.
     */
    static Stream<String> kinds() {
        Stream<String> all = PROOF.isLong() ? Stream.concat(Boxes.kinds(), Stream.of("docker")) : Boxes.kinds();
        String one = PROOF.isLong() ? System.getenv("ASSAY_SANDBOX") : null;
        return one == null ? all : all.filter(one::equals);
    }

    @ParameterizedTest(name = "in {0}")
    @MethodSource("kinds")
    void hostileProgramsEndAsTheyDeserveAndLeaveNothing(String kind) throws Exception {
        boolean everything =
                PROOF.isLong() || kind.equals(Boxes.kinds().findFirst().orElseThrow());
        Machine before = Machine.look();
        int count;
        try (Sandbox sandbox = open(kind)) {
            List<HostileProgram> programs = HostileProgram.all().stream()
                    // What a runtime does to itself is the same in every kind: the suite looks once, the proof always.
                    .filter(one -> everything || CHEAP.contains(one.language()))
                    .filter(one ->
                            sandbox.language(one.language()).orElseThrow().available())
                    .toList();
            count = programs.size();
            for (int i = 0; i < TIMES; i++) {
                assertThat(complaints(sandbox, programs))
                        .as("round %d in %s", i + 1, kind)
                        .isEmpty();
                assertThat(Machine.look().withoutGroups()).isEqualTo(before.withoutGroups());
            }
        }
        assertThat(Machine.look()).isEqualTo(before);
        PROOF.figure(
                "%d programs %d times in boxes of the kind %s, four at a time: each ended as it should, 0 left anything"
                        .formatted(count, TIMES, kind));
    }

    private static Sandbox open(String kind) {
        if (kind.equals("docker")) {
            try {
                return Sandboxes.open(kind);
            } catch (AssayException e) {
                // This machine's own engine, with the image of all languages, is not there.
                return Sandboxes.open(PrivateEngine.shared().sandbox());
            }
        }
        Boxes.open(kind);
        return Sandboxes.open(kind);
    }

    static List<String> complaints(Sandbox sandbox, List<HostileProgram> programs) throws Exception {
        List<String> complaints = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Optional<String>>> running = new ArrayList<>();
            for (HostileProgram program : programs) {
                running.add(threads.submit(() -> program.complaint(sandbox).or(() -> leftBy(sandbox, program))));
            }
            for (Future<Optional<String>> one : running) {
                one.get().ifPresent(complaints::add);
            }
        }
        return complaints;
    }

    private static Optional<String> leftBy(Sandbox sandbox, HostileProgram program) {
        Run run = Boxes.run(sandbox, "python", CANARY, "");
        return run.ending().equals(new Ending.Exited(0)) && run.output().equals("[]\n")
                ? Optional.empty()
                : Optional.of(program.name() + " left " + run.output() + run.errors() + run.ending());
    }

    /**
     * What a program could leave on the machine; where control groups are used, a process that is left keeps its own.
     */
    private record Machine(List<String> mounts, List<String> temporary, List<String> groups) {
        static Machine look() throws IOException {
            try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
                return new Machine(
                        Files.readAllLines(Path.of("/proc/mounts")).stream()
                                .filter(line ->
                                        line.contains("/box") || line.startsWith("run ") || line.startsWith("box "))
                                .toList(),
                        files.map(path -> path.getFileName().toString())
                                .filter(name -> name.startsWith("assay-run") || name.equals("leak") || name.equals("x"))
                                .sorted()
                                .toList(),
                        ownGroups());
            }
        }

        Machine withoutGroups() {
            return new Machine(mounts, temporary, List.of());
        }

        private static List<String> ownGroups() throws IOException {
            String own = "assay-" + ProcessHandle.current().pid() + "-";
            List<String> found = new ArrayList<>();
            for (String controller : List.of("memory", "pids", "cpuacct", "freezer")) {
                Path groups = Path.of("/sys/fs/cgroup", controller);
                if (Files.isDirectory(groups)) {
                    try (Stream<Path> all = Files.walk(groups, 3)) {
                        all.filter(path -> path.getFileName().toString().startsWith(own))
                                .forEach(path -> found.add(path.toString()));
                    }
                }
            }
            return found;
        }
    }
}
