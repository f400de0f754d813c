package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Scoring;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.SuiteReader;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Sandbox;
import dev.assay.code.verdict.Verdict;
import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.deploy.proof.Proof;
import dev.assay.reward.Deadline;
import dev.assay.rollout.Reference;
import dev.assay.service.grpc.Statuses;
import dev.assay.v1.Code;
import dev.assay.v1.JudgeGrpc;
import dev.assay.v1.JudgeRequest;
import dev.assay.v1.JudgeResponse;
import dev.assay.v1.Stdio;
import dev.assay.v1.StdioCase;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four times more submissions than there is room for, over gRPC, REST and the library at once: whoever is refused is
 * told when to come again, and no verdict differs from the one that the same submission got while nothing else ran.
 */
final class OverloadIT {
    private static final Proof PROOF = new Proof("overload");
    private static final Duration LENGTH = PROOF.length(Duration.ofSeconds(6), 5);
    private static final int PLACES = Runtime.getRuntime().availableProcessors();
    private static final int WAITING = 3 * PLACES;
    /** Of each door; those over gRPC and REST together are four times as many as run and wait. */
    private static final int CALLERS = 2 * (PLACES + WAITING);

    private static final Pattern DESCRIPTION = Pattern.compile("\"description\":\"([^\"]+)\"");

    /** Each doubles 21, or does not, in a way of its own; some come near to the limit of a second. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "AC", "print(2 * int(input()))",
            "WA", "print(int(input()) + 20)",
            "RE", "raise ValueError",
            "TLE", "while True: pass",
            "MLE", "x = []\nwhile True: x.append(bytearray(b'1' * (1 << 20)))",
            "AC after most of its time", "import time\nwhile time.process_time() < 0.5: pass\nprint(42)",
            "AC after sleep", "import time\ntime.sleep(0.3)\nprint(42)",
            "AC of children",
                    "import os, time\nfor i in range(3):\n  if os.fork() == 0:\n    e = time.process_time() + 0.1\n"
                            + "    while time.process_time() < e: pass\n    os._exit(0)\n"
                            + "for i in range(3): os.wait()\nprint(42)",
            "RE of little memory left", "x = bytearray(40 << 20)\nraise SystemExit(3)"));

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final LongAdder judged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder ours = new LongAdder();
    private final Queue<String> differing = new ConcurrentLinkedQueue<>();

    /** A way to have programs judged. Empty where the caller is to come again. */
    private interface DoorOfPrograms {
        Optional<String> verdict(String program) throws Exception;
    }

    @Test
    void noVerdictDiffersUnderFourTimesTheLoadThatThereIsRoomFor() throws Exception {
        Assumptions.assumeTrue(
                Sandboxes.probe().stream().anyMatch(BoxReport::safe),
                "skipped: no sandbox works here; ./assay doctor says what is missing");
        try (ServiceProcess services = ServiceProcess.start(
                        folder.resolve("log"),
                        List.of("--http-port=0", "--grpc-port=0", "--kafka=none", "--only=code,gateway"),
                        Map.of(
                                "ASSAY_CODE_WAITING", Integer.toString(WAITING),
                                "ASSAY_CODE_CALLER_WAITING", Integer.toString(WAITING)));
                Sandbox sandbox = Sandboxes.open()) {
            ManagedChannel channel = NettyChannelBuilder.forTarget(services.address("grpc"))
                    .usePlaintext()
                    .build();
            try {
                Judge judge = new Judge(sandbox);
                Map<String, DoorOfPrograms> doors = Map.of(
                        "gRPC", program -> overGrpc(JudgeGrpc.newBlockingStub(channel), program),
                        "REST", program -> overRest(services.address("http"), program),
                        "library", program -> Optional.of(byLibrary(judge, program)));
                Map<String, String> idle = idle(doors);
                judged.reset();
                load(doors, idle);
            } finally {
                channel.shutdownNow();
            }
        }
        assertThat(differing).isEmpty();
        assertThat(refused.sum()).as("callers that were told to come again").isPositive();
        PROOF.figure(
                "%d verdicts in %d s over gRPC, REST and the library, by %d callers where %d run and %d may wait: 0 differ"
                        + " from the idle run; %d times told to come again, %d times our own trouble said so and repeated",
                judged.sum(), LENGTH.toSeconds(), 2 * CALLERS + PLACES, PLACES, WAITING, refused.sum(), ours.sum());
    }

    private Map<String, String> idle(Map<String, DoorOfPrograms> doors) throws Exception {
        Map<String, String> verdicts = new TreeMap<>();
        for (Map.Entry<String, DoorOfPrograms> door : doors.entrySet()) {
            for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
                String verdict = persistent(door.getValue(), program.getValue());
                verdicts.put(door.getKey() + ", " + program.getKey(), verdict);
                if (!door.getKey().equals("REST")) {
                    assertThat(program.getKey()).startsWith(verdict);
                }
            }
        }
        return verdicts;
    }

    private void load(Map<String, DoorOfPrograms> doors, Map<String, String> idle) throws Exception {
        long end = System.nanoTime() + LENGTH.toNanos();
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            doors.forEach((name, door) -> {
                for (int i = 0; i < (name.equals("library") ? PLACES : CALLERS); i++) {
                    int first = i;
                    callers.add(threads.submit(() -> {
                        call(name, door, idle, first, end);
                        return 0;
                    }));
                }
            });
        }
        for (Future<?> caller : callers) {
            caller.get();
        }
    }

    private void call(String name, DoorOfPrograms door, Map<String, String> idle, int first, long end)
            throws Exception {
        List<String> programs = List.copyOf(PROGRAMS.keySet());
        for (int i = first; System.nanoTime() < end; i++) {
            String program = programs.get(i % programs.size());
            String verdict = persistent(door, Objects.requireNonNull(PROGRAMS.get(program)));
            String expected = Objects.requireNonNull(idle.get(name + ", " + program));
            if (!verdict.equals(expected)) {
                differing.add(name + ", " + program + ": " + verdict + " instead of " + expected);
            }
        }
    }

    /** Comes again as long as it is told to. */
    private String persistent(DoorOfPrograms door, String program) throws Exception {
        while (true) {
            Optional<String> verdict = door.verdict(program);
            if (verdict.isPresent()) {
                judged.increment();
                return verdict.get();
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    private Optional<String> overGrpc(JudgeGrpc.JudgeBlockingStub stub, String program) {
        try {
            JudgeResponse response = stub.judge(JudgeRequest.newBuilder()
                    .setSource(program)
                    .setReference(Code.newBuilder()
                            .setLanguage("python")
                            .setTimeLimitMs(1000)
                            .setMemoryLimitMb(128)
                            .setStdio(Stdio.newBuilder()
                                    .addCases(StdioCase.newBuilder()
                                            .setInput("21")
                                            .setOutput("42"))))
                    .build());
            return scored(response.getVerdict());
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).as(e.toString()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(Objects.requireNonNull(e.getTrailers()).get(Statuses.PUSHBACK))
                    .isNotBlank();
            refused.increment();
            return Optional.empty();
        }
    }

    private Optional<String> overRest(String address, String program) throws Exception {
        String body = "{\"language_id\":71,\"cpu_time_limit\":1,\"memory_limit\":131072,\"stdin\":\"21\","
                + "\"expected_output\":\"42\",\"source_code\":\""
                + program.replace("\n", "\\n") + "\"}";
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(address + "/submissions?wait=true"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 503) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            (response.body().contains("failed") ? ours : refused).increment();
            return Optional.empty();
        }
        Matcher description = DESCRIPTION.matcher(response.body());
        assertThat(description.find()).as(response.body()).isTrue();
        return Optional.of(description.group(1));
    }

    private String byLibrary(Judge judge, String program) {
        Reference.Code reference = new Reference.Code(
                "python",
                OptionalLong.of(1000),
                OptionalInt.of(128),
                new Reference.CodeTests.Stdio(List.of(new Reference.StdioCase("21", "42"))),
                Optional.empty());
        while (true) {
            Judgement judgement = judge.judge(
                    new Submission("python", program),
                    SuiteReader.read(reference, List.of(), new Scoring.AllOrNothing()),
                    Deadline.after(Duration.ofMinutes(2)));
            if (judgement.verdict() != Verdict.INTERNAL) {
                return judgement.verdict().code();
            }
            ours.increment();
        }
    }

    /** INTERNAL is no word about the program, so that the caller comes again. */
    private Optional<String> scored(String verdict) {
        if (verdict.equals(Verdict.INTERNAL.code())) {
            ours.increment();
            return Optional.empty();
        }
        return Optional.of(verdict);
    }
}
