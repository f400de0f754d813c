package dev.assay.deploy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.RewardReader;
import dev.assay.codec.RolloutReader;
import dev.assay.codec.RolloutWire;
import dev.assay.format.FormatFunction;
import dev.assay.math.MathFunction;
import dev.assay.math.MathVerifier;
import dev.assay.recipe.RecipeReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated input against everything that reads what a model or a stranger wrote: nothing but an
 * AssayException may come out of a reader and nothing at all out of a reward function, no call may take more than a few
 * seconds of processor time, and memory does not grow.
 */
final class FuzzTest {
    private static final Proof PROOF = new Proof("fuzz");
    private static final Duration LENGTH = PROOF.length(Duration.ofSeconds(6), 10);
    /** Far more than any input of 64 KiB takes, far less than what would hold up a service. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private static final Duration HANG = Duration.ofSeconds(120);
    private static final long GROWTH_LIMIT = 48L << 20;
    private static final int WARM_UP = 1_000;
    private static final int MOST_FINDINGS = 20;

    private static final MathVerifier VERIFIER = new MathVerifier();

    private record Target(String name, List<byte[]> corpus, Attempt attempt) {}

    @FunctionalInterface
    private interface Attempt {
        void make(byte[] input, RandomGenerator random) throws AssayException;
    }

    private record Call(long seed, Target target, byte[] input, long startNanos) {}

    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private volatile Optional<Call> underWay = Optional.empty();
    private volatile long calls;
    private volatile long slowestMicros;
    private volatile String slowest = "";

    @Test
    void noInputMakesAReaderOrARewardFunctionThrowHangOrGrow() throws Exception {
        List<Target> targets = targets();
        long first = PROOF.seed();
        long[] heap = new long[2];
        Thread fuzzer = Thread.ofPlatform().daemon().name("fuzzer").start(() -> {
            long end = System.nanoTime() + LENGTH.toNanos();
            for (long i = 0; (i <= WARM_UP || System.nanoTime() < end) && findings.size() < MOST_FINDINGS; i++) {
                if (i == WARM_UP) {
                    heap[0] = Proof.liveHeap();
                }
                run(first + i, targets.get((int) (i % targets.size())));
                calls = i + 1;
            }
        });
        while (!fuzzer.join(Duration.ofMillis(200))) {
            Optional<Call> call = underWay;
            if (call.isPresent() && System.nanoTime() - call.get().startNanos() > HANG.toNanos()) {
                find(call.get(), "did not come back within " + HANG.toSeconds() + " s");
                break;
            }
        }
        heap[1] = Proof.liveHeap();

        PROOF.figure(
                "%,d inputs from seed %d to %d readers and functions in %d s: %d findings, slowest call %.1f ms (%s),"
                        + " live heap %d to %d MiB",
                calls,
                first,
                targets.size(),
                LENGTH.toSeconds(),
                findings.size(),
                slowestMicros / 1e3,
                slowest,
                heap[0] >> 20,
                heap[1] >> 20);
        assertThat(findings).as("from seed %d", first).isEmpty();
        assertThat(heap[1] - heap[0]).as("growth of the live heap").isLessThan(GROWTH_LIMIT);
    }

    private void run(long seed, Target target) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] input = new Mutations(random, target.corpus()).next();
        Call call = new Call(seed, target, input, System.nanoTime());
        underWay = Optional.of(call);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            target.attempt().make(input, random);
        } catch (AssayException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                find(call, "refused without a word");
            }
        } catch (Throwable e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            find(call, text.toString().lines().limit(8).toList().toString());
        }
        long micros = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000;
        underWay = Optional.empty();
        if (micros > slowestMicros) {
            slowestMicros = micros;
            slowest = target.name() + ", seed " + seed;
        }
        if (micros > CALL_LIMIT.toNanos() / 1_000) {
            find(call, "took " + micros / 1_000 + " ms");
        }
    }

    private void find(Call call, String what) {
        try {
            var file = PROOF.save(call.target().name() + "-" + call.seed() + ".bin", call.input());
            findings.add(call.target().name() + ", seed " + call.seed() + ", " + file + ": " + what);
        } catch (IOException e) {
            findings.add(call.target().name() + ", seed " + call.seed() + " (not saved: " + e + "): " + what);
        }
    }

    private static List<Target> targets() throws IOException {
        List<byte[]> json = Examples.lines();
        List<Rollout> rollouts = Examples.rollouts();
        List<byte[]> wire = rollouts.stream()
                .map(rollout -> RolloutWire.message(rollout).toByteArray())
                .toList();
        List<byte[]> rewards = Files.readAllLines(Examples.FOLDER.resolve("rewards.jsonl")).stream()
                .map(FuzzTest::bytes)
                .toList();
        List<byte[]> completions =
                rollouts.stream().map(rollout -> bytes(rollout.judged())).toList();
        List<byte[]> answers = new ArrayList<>();
        for (Rollout rollout : rollouts) {
            if (rollout.reference() instanceof Reference.Answers references) {
                references.answers().forEach(answer -> answers.add(bytes(answer)));
            }
        }
        List<String> usable = answers.stream()
                .map(FuzzTest::text)
                .filter(answer ->
                        VERIFIER.verify(answer, "\\boxed{" + answer + "}").scorable())
                .toList();
        List<byte[]> recipes = List.of(
                Files.readAllBytes(Examples.FOLDER.resolve("brevity.yaml")),
                Files.readAllBytes(Examples.FOLDER.resolve("hedging.yaml")),
                bytes("name: a\ntasks:\n  math: {components: {accuracy: {weight: 1, map: {0: -1, 1: 1}}, format: {mode:"
                        + " graded}}, gate: {component: format, least: 0.75}}\ntruncated: zero\n"));
        Scorer math = new MathFunction().configure(Settings.NONE);
        List<Scorer> format = List.of(
                new FormatFunction().configure(Settings.NONE),
                new FormatFunction()
                        .configure(Settings.of("mode", "graded")
                                .with("boxed", "one-value")
                                .with("code-fence", true)
                                .with("max-repetition", 0.3)
                                .with("tags-in-code", "ignore")),
                new FormatFunction().configure(Settings.of("template", "special-token")));
        return List.of(
                new Target("rollout-json", json, (input, _) -> RolloutReader.read(input)),
                new Target("rollouts-json", json, (input, _) -> RolloutReader.readAll(input)),
                new Target("rollout-wire", wire, (input, _) -> RolloutWire.read(input)),
                new Target("reward-json", rewards, (input, _) -> RewardReader.read(input)),
                new Target("recipe", recipes, (input, _) -> RecipeReader.read("fuzz", text(input))),
                new Target("format", completions, (input, random) -> {
                    Rollout rollout = Rollout.builder("r", "math", text(input))
                            .prefilledThink(random.nextBoolean())
                            .build();
                    scored(format.get(random.nextInt(format.size())), rollout);
                }),
                new Target("math-completion", completions, (input, random) -> {
                    String answer = usable.get(random.nextInt(usable.size()));
                    scored(
                            math,
                            Rollout.builder("r", "math", text(input))
                                    .answer(answer)
                                    .build());
                }),
                new Target("math-answer", answers, (input, random) -> {
                    String answer = usable.get(random.nextInt(usable.size()));
                    scored(
                            math,
                            Rollout.builder("r", "math", "<answer>\\boxed{" + text(input) + "}</answer>")
                                    .answer(answer)
                                    .build());
                }),
                new Target("math-reference", answers, (input, random) -> {
                    byte[] answer = answers.get(random.nextInt(answers.size()));
                    judged(
                            math,
                            Rollout.builder("r", "math", "\\boxed{" + text(answer) + "}")
                                    .answer(text(input))
                                    .build());
                }),
                new Target(
                        "math-itself",
                        answers,
                        (input, _) -> judged(
                                math,
                                Rollout.builder("r", "math", "\\boxed{" + text(input) + "}")
                                        .answer(text(input))
                                        .build())),
                new Target(
                        "choice",
                        completions,
                        (input, _) -> scored(
                                math,
                                Rollout.builder("r", "choice", text(input))
                                        .reference(
                                                new Reference.Choice("B", Map.of("A", "one", "B", "two", "C", "three")))
                                        .build())));
    }

    /** What the model did is always scored. */
    private static void scored(Scorer scorer, Rollout rollout) {
        Outcome outcome = judged(scorer, rollout);
        if (!(outcome instanceof Outcome.Scored)) {
            throw new IllegalStateException("not scored but " + outcome);
        }
    }

    private static Outcome judged(Scorer scorer, Rollout rollout) {
        Outcome outcome = scorer.score(rollout, Deadline.after(Duration.ofHours(1)));
        switch (outcome) {
            case Outcome.Failed failed -> throw new IllegalStateException("our fault: " + failed);
            case Outcome.Timeout timeout -> throw new IllegalStateException("steps, not time: " + timeout);
            case Outcome.Scored _, Outcome.NotApplicable _, Outcome.Unscorable _ -> {}
        }
        return outcome;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
