package dev.assay.service.scoring;

import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Small reward functions, and ways to call the engine and to wait for it with a bound. */
final class Fakes {
    static final Deadline FAR = Deadline.after(Duration.ofMinutes(10));
    private static final Duration HANG_GUARD = Duration.ofSeconds(60);

    private Fakes() {}

    /** A function of one component for every task. */
    record Fake(String component, Execution execution, Scorer scorer) implements RewardFunction {
        @Override
        public boolean owns(String task) {
            return true;
        }

        @Override
        public String grader() {
            return component + "/test";
        }

        @Override
        public Scorer configure(Settings settings) {
            return scorer;
        }
    }

    static Fake computing(String component, Scorer scorer) {
        return new Fake(component, Execution.INLINE, scorer);
    }

    static Fake waiting(String component, int concurrency, int batch, Scorer scorer) {
        return new Fake(component, Execution.waiting(concurrency, batch), scorer);
    }

    /** Scores the number that the completion is. */
    static Fake number(String component) {
        return computing(component, (rollout, _) -> number(rollout));
    }

    static Outcome number(Rollout rollout) {
        return Outcome.scored(Double.parseDouble(rollout.judged()), Reason.of("number"), "");
    }

    static Rollout rollout(String id, String completion) {
        return Rollout.of(id, "math", completion);
    }

    static Recipe recipe(String components) {
        return RecipeReader.read("test", "{name: test, tasks: {math: {components: {" + components + "}}}}");
    }

    static ScoringOptions options(int threads, long timeoutMs) {
        return new ScoringOptions(threads, Duration.ofMillis(timeoutMs), 1000, 3, 16);
    }

    static Scoring engine(ScoringOptions options, RewardFunction... functions) {
        return new Scoring(new Functions(List.of(functions)), Recipes.shipped(), options, _ -> {});
    }

    static CompletableFuture<List<Scoring.Result>> start(
            Scoring scoring, List<Rollout> rollouts, Recipe recipe, Deadline deadline) {
        CompletableFuture<List<Scoring.Result>> answer = new CompletableFuture<>();
        scoring.score(rollouts, recipe, deadline, answer::complete);
        return answer;
    }

    static CompletableFuture<List<Scoring.Result>> start(Scoring scoring, List<Rollout> rollouts, Recipe recipe) {
        return start(scoring, rollouts, recipe, FAR);
    }

    /** The answer, which must come before the hang guard does. */
    static <T> T get(CompletableFuture<T> answer) {
        return answer.orTimeout(HANG_GUARD.toSeconds(), TimeUnit.SECONDS).join();
    }

    static List<Component> components(Scoring.Result result) {
        return switch (result) {
            case Scoring.Result.Rewarded(var reward) ->
                reward.terms().stream().map(term -> term.component()).toList();
            case Scoring.Result.Refused(String id, var error) -> throw new AssertionError(id + " was refused", error);
        };
    }

    static Outcome only(Scoring.Result result) {
        return components(result).getFirst().outcome();
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(HANG_GUARD.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it never happened");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the latch as a function would that knows no interrupts. */
    static void awaitStubbornly(CountDownLatch latch) {
        long end = System.nanoTime() + HANG_GUARD.toNanos();
        while (latch.getCount() > 0 && System.nanoTime() - end < 0) {
            try {
                boolean released = latch.await(HANG_GUARD.toSeconds(), TimeUnit.SECONDS);
                if (released) {
                    return;
                }
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    /** Waits until something holds that nobody signals. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + HANG_GUARD.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it never happened");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
