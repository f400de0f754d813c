package dev.assay.deploy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.RewardReader;
import dev.assay.codec.RewardWriter;
import dev.assay.codec.RolloutReader;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.RolloutWriter;
import dev.assay.math.MathVerifier;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.Recipes;
import dev.assay.reward.Deadline;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds for every seed: forms that lose nothing, rewards that repeat, numbers that are equal however written. */
final class SeedsTest {
    private static final Proof PROOF = new Proof("seeds");
    private static final Duration LENGTH = PROOF.length(Duration.ofSeconds(4), 5);
    private static final int LEAST = 200;
    private static final int BATCH = 8;

    private final MathVerifier verifier = new MathVerifier();

    @Test
    void whatIsPromisedOfEveryInputHoldsForManySeeds() throws Exception {
        List<Rollout> all = Examples.rollouts();
        List<byte[]> completions = all.stream()
                .map(rollout -> rollout.judged().getBytes(StandardCharsets.UTF_8))
                .toList();
        long first = PROOF.seed();
        long seeds = 0;
        Recipes recipes = Recipes.shipped();
        try (Scoring many = new Scoring(
                        Functions.installed(function -> !function.component().equals("mischief")),
                        recipes,
                        ScoringOptions.defaults(),
                        _ -> {});
                Scoring one = new Scoring(
                        Functions.installed(function -> !function.component().equals("mischief")),
                        recipes,
                        ScoringOptions.defaults().withThreads(1),
                        _ -> {})) {
            // Those whose reference can be read, so that every completion must be scored.
            List<Rollout> examples = all.stream()
                    .filter(rollout -> rewards(one, recipes.named("r1-zero"), List.of(rollout))
                            .getFirst()
                            .value()
                            .isPresent())
                    .toList();
            long end = System.nanoTime() + LENGTH.toNanos();
            while (seeds < LEAST || System.nanoTime() < end) {
                long seed = first + seeds++;
                try {
                    SplittableRandom random = new SplittableRandom(seed);
                    List<Rollout> batch = batch(examples, completions, random);
                    for (Rollout rollout : batch) {
                        bothFormsLoseNothing(rollout);
                    }
                    rewardsRepeat(many, one, recipes.named("r1-zero"), batch);
                    equalNumbersAreEqualAndOthersAreNot(random);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("-Dassay.proof.seed=" + seed + " shows it: " + e.getMessage(), e);
                }
            }
        }
        PROOF.figure(
                "%,d seeds from %d in %d s, each %d rollouts through both forms and twice to the same bytes, and a number"
                        + " in all its spellings: 0 counterexamples",
                seeds, first, LENGTH.toSeconds(), BATCH);
    }

    private static List<Rollout> batch(List<Rollout> examples, List<byte[]> completions, RandomGenerator random) {
        Mutations mutations = new Mutations(random, completions);
        List<Rollout> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Rollout example = examples.get(random.nextInt(examples.size()));
            String completion =
                    random.nextInt(3) == 0 ? example.judged() : new String(mutations.next(), StandardCharsets.UTF_8);
            Rollout.Builder rollout = Rollout.builder("r" + i + "-é\n\"" + random.nextInt(), example.task(), completion)
                    .group("g" + i % 2, BATCH / 2)
                    .prefilledThink(random.nextBoolean());
            rollout.reference(example.reference());
            if (random.nextBoolean()) {
                rollout.policyVersion(random.nextLong(1L << 59)).deadlineMs(1 + random.nextLong(1 << 30));
            }
            if (random.nextBoolean()) {
                rollout.finishReason(random.nextBoolean() ? "stop" : "length").language("en");
            }
            batch.add(rollout.build());
        }
        return batch;
    }

    private static void bothFormsLoseNothing(Rollout rollout) {
        byte[] json = RolloutWriter.write(rollout);
        Rollout again = RolloutReader.read(json);
        assertThat(again).isEqualTo(rollout);
        assertThat(RolloutWriter.write(again)).isEqualTo(json);
        assertThat(RolloutWire.read(RolloutWire.message(rollout).toByteArray())).isEqualTo(rollout);
    }

    /** A batch on many threads, and one after the other on a single one. */
    private static void rewardsRepeat(Scoring many, Scoring one, Recipe recipe, List<Rollout> batch) {
        List<String> together = lines(many, recipe, batch);
        List<String> alone = new ArrayList<>();
        for (Rollout rollout : batch) {
            alone.addAll(lines(one, recipe, List.of(rollout)));
        }
        assertThat(together).isEqualTo(alone);
    }

    private static List<Reward> rewards(Scoring scoring, Recipe recipe, List<Rollout> batch) {
        CompletableFuture<List<Scoring.Result>> done = new CompletableFuture<>();
        scoring.score(batch, recipe, Deadline.after(Duration.ofHours(1)), done::complete);
        return done.join().stream()
                .map(result -> switch (result) {
                    case Scoring.Result.Rewarded rewarded -> rewarded.reward();
                    case Scoring.Result.Refused refused -> throw refused.error();
                })
                .toList();
    }

    private static List<String> lines(Scoring scoring, Recipe recipe, List<Rollout> batch) {
        List<String> lines = new ArrayList<>();
        for (Reward reward : rewards(scoring, recipe, batch)) {
            byte[] line = RewardWriter.write(reward);
            assertThat(RewardWriter.write(RewardReader.read(line))).isEqualTo(line);
            assertThat(reward.value()).as("%s", reward).isPresent();
            lines.add(new String(line, StandardCharsets.UTF_8).replaceAll("\"micros\":\\d+", ""));
        }
        return lines;
    }

    private void equalNumbersAreEqualAndOthersAreNot(RandomGenerator random) {
        BigInteger p = new BigInteger(1 + random.nextInt(60), new java.util.Random(random.nextLong()));
        BigInteger q = BigInteger.valueOf(1 + random.nextLong(1_000_000));
        boolean negative = random.nextBoolean();
        List<String> spellings = spellings(p, q, negative, random);
        String reference = spellings.getFirst();
        for (String spelling : spellings) {
            assertThat(verifier.verify(reference, "\\boxed{" + spelling + "}").accepted())
                    .as("%s = %s", reference, spelling)
                    .isTrue();
        }
        BigInteger k = BigInteger.valueOf(1 + random.nextLong(Long.MAX_VALUE - 1));
        for (String near : spellings(p.multiply(k).add(BigInteger.ONE), q.multiply(k), negative, random)) {
            assertThat(verifier.verify(reference, "\\boxed{" + near + "}").accepted())
                    .as("%s is not %s", reference, near)
                    .isFalse();
        }
    }

    private static List<String> spellings(BigInteger p, BigInteger q, boolean negative, RandomGenerator random) {
        String sign = negative ? "-" : "";
        BigInteger k = BigInteger.valueOf(2 + random.nextInt(1000));
        return List.of(
                sign + p + "/" + q,
                sign + "\\frac{" + p + "}{" + q + "}",
                "\\dfrac{" + sign + p.multiply(k) + "}{" + q.multiply(k) + "}",
                "$" + sign + "\\left(\\tfrac{" + p + "}{" + q + "}\\right)$",
                sign + p + " \\cdot " + q + "^{-1}",
                sign + "\\frac{" + p.multiply(p) + "+" + p + "}{" + q + "\\cdot(" + p + "+1)}");
    }
}
