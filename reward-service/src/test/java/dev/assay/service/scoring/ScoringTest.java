package dev.assay.service.scoring;

import static dev.assay.service.scoring.Fakes.FAR;
import static dev.assay.service.scoring.Fakes.components;
import static dev.assay.service.scoring.Fakes.computing;
import static dev.assay.service.scoring.Fakes.engine;
import static dev.assay.service.scoring.Fakes.get;
import static dev.assay.service.scoring.Fakes.number;
import static dev.assay.service.scoring.Fakes.only;
import static dev.assay.service.scoring.Fakes.options;
import static dev.assay.service.scoring.Fakes.recipe;
import static dev.assay.service.scoring.Fakes.rollout;
import static dev.assay.service.scoring.Fakes.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ScoringTest {
    private static List<Rollout> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> rollout("r" + i, "" + i)).toList();
    }

    @Test
    void resultsKeepTheOrderOfTheRolloutsAndComponentsThatOfTheRecipe() {
        try (Scoring scoring = engine(options(4, 10_000), number("a"), number("b"), number("c"))) {
            List<Scoring.Result> results = get(start(scoring, numbered(500), recipe("c: 1, a: 2, b: 0")));

            assertThat(results).hasSize(500);
            for (int i = 0; i < results.size(); i++) {
                var reward = ((Scoring.Result.Rewarded) results.get(i)).reward();
                assertThat(reward.id()).isEqualTo("r" + i);
                assertThat(reward.value()).hasValue(3.0 * i);
                assertThat(components(results.get(i)))
                        .extracting(Component::name)
                        .containsExactly("c", "a", "b");
                assertThat(components(results.get(i)))
                        .extracting(Component::grader)
                        .containsExactly("c/test", "a/test", "b/test");
            }
            assertThat(scoring.inFlight()).isZero();
        }
    }

    @Test
    void nothingToScoreIsAnswered() {
        try (Scoring scoring = engine(options(1, 10_000))) {
            assertThat(get(start(scoring, List.of(), recipe("a: 1")))).isEmpty();
        }
    }

    @Test
    void aDeadlineThatIsOverStartsNothing() {
        AtomicInteger calls = new AtomicInteger();
        Scorer counting = (rollout, _) -> {
            calls.incrementAndGet();
            return number(rollout);
        };
        try (Scoring scoring =
                engine(options(1, 10_000), computing("a", counting), Fakes.waiting("b", 1, 1, counting))) {
            List<Scoring.Result> results =
                    get(start(scoring, numbered(3), recipe("a: 1, b: 1"), Deadline.after(Duration.ZERO)));

            assertThat(results).flatExtracting(Fakes::components).allSatisfy(component -> {
                assertThat(component.outcome()).isInstanceOf(Outcome.Timeout.class);
                assertThat(component.outcome().reason()).isEqualTo(ReasonCode.NOT_STARTED);
            });
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void unknownRecipesAndTasksAreRefusedForTheirRolloutOnly() {
        try (Scoring scoring = engine(options(2, 10_000), number("a"))) {
            List<Scoring.Result> results = get(start(
                    scoring,
                    List.of(
                            rollout("good", "1"),
                            Rollout.builder("recipe", "math", "2")
                                    .recipe("nowhere")
                                    .build(),
                            Rollout.of("task", "poetry", "3"),
                            rollout("good too", "4")),
                    recipe("a: 1")));

            assertThat(only(results.getFirst()).value()).hasValue(1);
            assertThat(results.get(1)).isInstanceOfSatisfying(Scoring.Result.Refused.class, refused -> {
                assertThat(refused.id()).isEqualTo("recipe");
                assertThat(refused.error().code()).isEqualTo(ErrorCode.UNKNOWN_RECIPE);
            });
            assertThat(results.get(2)).isInstanceOfSatisfying(Scoring.Result.Refused.class, refused -> {
                assertThat(refused.id()).isEqualTo("task");
                assertThat(refused.error().code()).isEqualTo(ErrorCode.UNKNOWN_TASK);
            });
            assertThat(only(results.get(3)).value()).hasValue(4);
            assertThat(get(start(scoring, List.of(Rollout.of("alone", "poetry", "")), recipe("a: 1")))
                            .getFirst())
                    .isInstanceOf(Scoring.Result.Refused.class);
            assertThatExceptionOfType(AssayException.class)
                    .isThrownBy(
                            () -> scoring.judge(Rollout.of("task", "poetry", ""), recipe("a: 1"), FAR, true, _ -> {}));
        }
    }

    @Test
    void aComponentThatNobodyOwnsFailsOrIsLeftToOthers() {
        try (Scoring scoring = engine(options(1, 10_000), number("a"))) {
            Recipe recipe = recipe("x: 1, a: 1");
            CompletableFuture<List<Component>> everything = new CompletableFuture<>();
            CompletableFuture<List<Component>> own = new CompletableFuture<>();
            CompletableFuture<List<Component>> none = new CompletableFuture<>();
            scoring.judge(rollout("r", "1"), recipe, FAR, true, everything::complete);
            scoring.judge(rollout("r", "1"), recipe, FAR, false, own::complete);
            scoring.judge(rollout("r", "1"), recipe("x: 1"), FAR, false, none::complete);

            assertThat(get(everything)).extracting(Component::name).containsExactly("x", "a");
            assertThat(get(everything).getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(get(everything).getFirst().outcome().reason()).isEqualTo(ReasonCode.NO_FUNCTION);
            assertThat(get(own)).extracting(Component::name).containsExactly("a");
            assertThat(get(none)).isEmpty();
        }
    }

    @Test
    void settingsThatAFunctionRefusesAreTheRecipesFault() {
        RewardFunction strict = new RewardFunction() {
            @Override
            public String component() {
                return "a";
            }

            @Override
            public boolean owns(String task) {
                return task.equals("math");
            }

            @Override
            public String grader() {
                return "a/test";
            }

            @Override
            public Scorer configure(Settings settings) {
                if (settings.flag("throw", false)) {
                    throw new IllegalStateException("broken");
                }
                settings.allowOnly("known");
                return (rollout, _) -> number(rollout);
            }
        };
        try (Scoring scoring = engine(options(1, 10_000), strict)) {
            assertThatExceptionOfType(AssayException.class)
                    .isThrownBy(() -> scoring.check(recipe("a: {x: 1}")))
                    .withMessage("recipe test: a: unknown setting 'x'; known: known")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECIPE));
            assertThat(get(start(scoring, numbered(2), recipe("a: {throw: true}"))))
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfSatisfying(
                                    Scoring.Result.Refused.class,
                                    refused ->
                                            assertThat(refused.error().code()).isEqualTo(ErrorCode.INTERNAL)));
            scoring.check(recipe("a: {known: 1}"));
        }
    }

    @Test
    void groupsOfABatchAreShapedTogether() {
        try (Scoring scoring = engine(options(2, 10_000), number("a"))) {
            List<Rollout> rollouts = List.of(
                    Rollout.builder("1", "math", "1").group("g", 2).build(),
                    Rollout.builder("2", "math", "10").group("h", 2).build(),
                    Rollout.builder("3", "math", "3").group("g", 2).build());
            List<Scoring.Result> results = get(start(scoring, rollouts, recipe("a: {shape: center}")));

            assertThat(results)
                    .extracting(result ->
                            ((Scoring.Result.Rewarded) result).reward().value().orElseThrow())
                    .containsExactly(-1.0, 0.0, 1.0);
            assertThat(results)
                    .extracting(result ->
                            ((Scoring.Result.Rewarded) result).reward().incomplete())
                    .containsExactly(false, true, false);
        }
    }

    @Test
    void recipesBeyondThoseThatAreKeptAreScoredAllTheSame() {
        ScoringOptions options = new ScoringOptions(2, Duration.ofSeconds(10), 16, 1, 1);
        AtomicInteger calls = new AtomicInteger();
        Scorer batched = new Scorer() {
            @Override
            public Outcome score(Rollout rollout, Deadline deadline) {
                return number(rollout);
            }

            @Override
            public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                calls.incrementAndGet();
                return rollouts.stream().map(Fakes::number).toList();
            }
        };
        try (Scoring scoring = engine(options, new Fakes.Fake("a", Execution.waiting(1, 100), batched))) {
            for (int weight = 1; weight < 5; weight++) {
                calls.set(0);
                List<Scoring.Result> results = get(start(scoring, numbered(50), recipe("a: " + weight)));
                assertThat(((Scoring.Result.Rewarded) results.get(3)).reward().value())
                        .hasValue(3.0 * weight);
                assertThat(calls).hasValue(1);
            }
        }
    }

    @Test
    void twoFunctionsForOneComponentAreRefused() {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> new Functions(List.of(
                        number("a"),
                        new Fakes.Fake("a", Execution.INLINE, (_, _) -> Outcome.scored(1, Reason.of(""), "")))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    }

    @Test
    void aRecipeThatOnlyLooksTheSameHasAPlanOfItsOwn() {
        Recipe one = recipe("a: 1");
        Recipe other = recipe("b: 1");
        Recipe forged = new Recipe(
                one.name(), one.hash(), other.tasks(), other.otherwise(), other.truncated(), other.functions(), "");
        try (Scoring scoring = engine(options(1, 10_000), number("a"), number("b"))) {
            scoring.check(forged);
            assertThat(components(get(start(scoring, numbered(1), one)).getFirst()))
                    .extracting(Component::name)
                    .containsExactly("a");
            Recipe commented = RecipeReader.read("x", one.yaml() + " # the same");
            assertThat(get(start(scoring, numbered(1), commented))).hasSize(1);
        }
    }
}
