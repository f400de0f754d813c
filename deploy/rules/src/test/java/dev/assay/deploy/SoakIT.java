package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.RolloutWriter;
import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.deploy.proof.Proof;
import dev.assay.rollout.Rollout;
import dev.assay.v1.Reward;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Traffic over Kafka and REST for as long as one likes: every reward arrives once, and memory, threads and files of the
 * services are at the end what they were after a third of the time.
 */
final class SoakIT {
    private static final Proof PROOF = new Proof("soak");
    private static final Duration LENGTH = PROOF.length(Duration.ofSeconds(12), 10);
    private static final int PER_SECOND = PROOF.isLong() ? 400 : 100;
    private static final int GROUP = 8;
    /** Long enough that the join's memory of what it rewarded is in a steady state after a third of a long run. */
    private static final String REMEMBER = PROOF.isLong() ? "20s" : "2s";

    private static final long HEAP_LIMIT = 64L << 20;
    private static final int THREADS_LIMIT = 24;
    private static final int FILES_LIMIT = 64;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    /** What the services hold: live bytes of the heap, resident bytes (0 where unknown), threads, open files. */
    private record Holding(long heap, long resident, int threads, int files) {}

    @Test
    void memoryThreadsAndFilesStayFlatAndEveryRewardArrivesOnce() throws Exception {
        Path log = folder.resolve("service.log");
        try (ServiceProcess services = ServiceProcess.start(
                        log,
                        List.of("--http-port=0", "--grpc-port=0", "--kafka-port=0", "--recipe=r1-zero"),
                        Map.of("ASSAY_JOIN_REMEMBER", REMEMBER));
                KafkaProbe probe = new KafkaProbe(services.address("kafka"))) {
            Random random = new Random(1);
            BitSet rewarded = new BitSet();
            long begin = System.nanoTime();
            long third = begin + LENGTH.toNanos() / 3;
            long end = begin + LENGTH.toNanos();
            Holding early = new Holding(0, 0, 0, 0);
            boolean measured = false;
            int sent = 0;
            int posts = 0;
            while (System.nanoTime() < end || sent % GROUP != 0) {
                if (!measured && System.nanoTime() > third) {
                    early = holding(services);
                    measured = true;
                }
                for (int i = 0; i < GROUP; i++) {
                    probe.send(rollout(sent++, random));
                }
                if (sent % (GROUP * 10) == 0) {
                    post(services, rollout(-1 - posts++, random));
                }
                take(probe, rewarded);
                long due = begin + sent * 1_000_000_000L / PER_SECOND;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
            probe.flush();
            int expected = sent;
            boolean all = probe.await(Duration.ofSeconds(60), () -> {
                take(probe, rewarded);
                return rewarded.cardinality() == expected;
            });
            Holding late = holding(services);
            double open = metric(services, "assay_join_groups_open");

            PROOF.figure(
                    "%,d rollouts through Kafka at %d/s and %,d over REST in %d s: %,d rewards, %d dead letters;"
                            + " after a third and at the end: live heap %d and %d MiB, resident %d and %d MiB,"
                            + " threads %d and %d, files %d and %d; open groups %.0f",
                    sent,
                    PER_SECOND,
                    posts,
                    LENGTH.toSeconds(),
                    rewarded.cardinality(),
                    probe.deadLetters().size(),
                    early.heap() >> 20,
                    late.heap() >> 20,
                    early.resident() >> 20,
                    late.resident() >> 20,
                    early.threads(),
                    late.threads(),
                    early.files(),
                    late.files(),
                    open);
            assertThat(all).as("%d of %d rewards", rewarded.cardinality(), sent).isTrue();
            assertThat(probe.deadLetters()).isEmpty();
            assertThat(open).as("open groups").isZero();
            assertThat(late.heap() - early.heap()).as("growth of the live heap").isLessThan(HEAP_LIMIT);
            assertThat(late.threads() - early.threads()).as("growth of threads").isLessThan(THREADS_LIMIT);
            assertThat(late.files() - early.files()).as("growth of open files").isLessThan(FILES_LIMIT);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nservice log:\n" + Files.readString(log), e);
        }
    }

    /** Notes what was rewarded and forgets it, so that this process stays flat as well. */
    private static void take(KafkaProbe probe, BitSet rewarded) {
        probe.read(Duration.ZERO);
        probe.rewards().forEach((id, rewards) -> {
            int number = Integer.parseInt(id.substring(1));
            assertThat(rewards).as(id).hasSize(1);
            assertThat(rewarded.get(number)).as("%s was rewarded before", id).isFalse();
            Reward reward = rewards.getFirst();
            assertThat(reward.getReward()).as(id).isEqualTo(number % 3 == 0 ? 1.0 : 2.0);
            assertThat(reward.getIncomplete()).as(id).isFalse();
            rewarded.set(number);
        });
        probe.rewards().clear();
    }

    private static Rollout rollout(int number, Random random) {
        String thinking = "Step by step, one after the other. ".repeat(10 + random.nextInt(150));
        return Rollout.builder(
                        "r" + number,
                        "math",
                        "<think>" + thinking + "</think><answer>\\boxed{" + (number % 3 == 0 ? 5 : 4) + "}</answer>")
                .group("g" + Math.floorDiv(number, GROUP), number < 0 ? 1 : GROUP)
                .answer("4")
                .build();
    }

    private void post(ServiceProcess services, Rollout rollout) throws IOException, InterruptedException {
        var response = http.send(
                HttpRequest.newBuilder(URI.create(services.address("http") + "/v1/score"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(RolloutWriter.write(rollout)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private Holding holding(ServiceProcess services) throws IOException, InterruptedException {
        long pid = services.process().pid();
        // A full collection, so that what is measured is what is held.
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return new Holding(
                (long) metric(services, "jvm_memory_used_bytes{area=\"heap\""),
                resident(pid),
                (int) metric(services, "jvm_threads_live_threads"),
                (int) metric(services, "process_files_open_files"));
    }

    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    /** The sum of a metric over all its labels. */
    private double metric(ServiceProcess services, String prefix) throws IOException, InterruptedException {
        var response = http.send(
                HttpRequest.newBuilder(URI.create(services.address("http") + "/metrics"))
                        .build(),
                BodyHandlers.ofString());
        return response.body()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
