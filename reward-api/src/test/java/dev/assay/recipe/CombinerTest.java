package dev.assay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CombinerTest {
    private static final Outcome NOTHING = Outcome.notApplicable(ReasonCode.NOT_MINE, "");
    private static final List<Outcome> TROUBLES = List.of(
            Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, ""),
            Outcome.timeout(ReasonCode.DEADLINE, ""),
            Outcome.failed(ReasonCode.THREW, ""));

    private static Recipe recipe(String components, String more) {
        return RecipeReader.read("f", "{name: n, tasks: {math: {components: {" + components + "}" + more + "}}}");
    }

    private static Recipe recipe(String components) {
        return recipe(components, "");
    }

    private static Recipe truncated(String what, String components) {
        return RecipeReader.read(
                "f", "{name: n, truncated: " + what + ", tasks: {math: {components: {" + components + "}}}}");
    }

    private static Outcome scored(double value) {
        return Outcome.scored(value, ReasonCode.EQUAL_EXACT, "");
    }

    private static Judged judged(String id, boolean truncated, Map<String, Outcome> outcomes) {
        Map<String, Component> components = new HashMap<>();
        outcomes.forEach((name, outcome) -> components.put(name, new Component(name, outcome, "g/1", 1)));
        return new Judged(id, "g", "math", truncated, Metadata.NONE, components);
    }

    private static Judged judged(Map<String, Outcome> outcomes) {
        return judged("r", false, outcomes);
    }

    private static OptionalDouble alone(Recipe recipe, Map<String, Outcome> outcomes) {
        return Combiner.combine(recipe, List.of(judged(outcomes)), false)
                .getFirst()
                .value();
    }

    private static List<OptionalDouble> values(Recipe recipe, List<Judged> group) {
        return Combiner.combine(recipe, group, false).stream()
                .map(Reward::value)
                .toList();
    }

    private static List<Judged> lengths(double... lengths) {
        return DoubleStream.of(lengths)
                .mapToObj(length -> judged(Map.of("length", scored(length))))
                .toList();
    }

    @Test
    void theRewardIsTheWeightedSumOfMappedValues() {
        Recipe recipe = recipe("accuracy: {weight: 2, map: {0: -1, 1: 1}}, format: 0.5");

        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(1))))
                .hasValue(2.5);
        assertThat(alone(recipe, Map.of("accuracy", scored(0), "format", scored(0))))
                .hasValue(-2);
        assertThat(alone(recipe, Map.of("accuracy", scored(0.5), "format", scored(0.5))))
                .hasValue(0.25);
    }

    @Test
    void whatIsNotApplicableLeavesTheSum() {
        assertThat(alone(recipe("accuracy: 1, format: 1"), Map.of("accuracy", scored(1), "format", NOTHING)))
                .hasValue(1);
    }

    @Test
    void troubleWithAComponentThatCountsLeavesNoReward() {
        for (Outcome trouble : TROUBLES) {
            assertThat(alone(recipe("accuracy: 1, format: 1"), Map.of("accuracy", scored(1), "format", trouble)))
                    .isEmpty();
            assertThat(alone(recipe("accuracy: 1, format: -1"), Map.of("accuracy", trouble, "format", scored(0))))
                    .isEmpty();
        }
    }

    @Test
    void aComponentOfWeightZeroOnlyObserves() {
        Recipe recipe = recipe("accuracy: 1, format: 0");

        for (Outcome trouble : TROUBLES) {
            assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", trouble)))
                    .hasValue(1);
        }
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(5))))
                .hasValue(1);
        assertThat(alone(recipe, Map.of("accuracy", NOTHING, "format", scored(1))))
                .isEmpty();
    }

    @Test
    void aGateOfWeightZeroIsStillNeeded() {
        Recipe recipe = recipe("accuracy: 1, format: 0", ", gate: format");

        for (Outcome trouble : TROUBLES) {
            assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", trouble)))
                    .isEmpty();
        }
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(0))))
                .hasValue(0);
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(1))))
                .hasValue(1);
    }

    @Test
    void aClosedGateNeverHelps() {
        Recipe recipe = recipe("accuracy: {weight: 1, map: {0: -1, 1: 1}}, format: 0.5, length: -1", ", gate: format");

        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(0), "length", NOTHING)))
                .hasValue(-1);
        assertThat(alone(recipe, Map.of("accuracy", scored(0), "format", scored(0), "length", NOTHING)))
                .hasValue(-1);
        assertThat(alone(recipe, Map.of("accuracy", scored(0), "format", scored(0), "length", scored(3))))
                .hasValue(-4);
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(1), "length", NOTHING)))
                .hasValue(1.5);
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", NOTHING, "length", NOTHING)))
                .hasValue(1);
    }

    @Test
    void aGateIsOpenFromItsLeastValue() {
        Recipe recipe = recipe("accuracy: 1, format: 1", ", gate: {component: format, least: 0.5}");

        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(0.5))))
                .hasValue(1.5);
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "format", scored(0.49))))
                .hasValue(0.49);
    }

    @Test
    void truncatedRolloutsGetWhatTheRecipeSays() {
        Judged cut = judged("r", true, Map.of("accuracy", scored(1)));
        Judged cutInTrouble = judged("r", true, Map.of("accuracy", TROUBLES.getFirst()));

        assertThat(values(truncated("score", "accuracy: 1"), List.of(cut))).containsExactly(OptionalDouble.of(1));
        assertThat(values(truncated("zero", "accuracy: 1"), List.of(cut))).containsExactly(OptionalDouble.of(0));
        assertThat(values(truncated("zero", "accuracy: 1"), List.of(cutInTrouble)))
                .containsExactly(OptionalDouble.of(0));
        assertThat(values(truncated("null", "accuracy: 1"), List.of(cut))).containsExactly(OptionalDouble.empty());
        assertThat(values(truncated("zero", "accuracy: 1"), List.of(judged(Map.of("accuracy", scored(1))))))
                .containsExactly(OptionalDouble.of(1));
    }

    @Test
    void aComponentThatIsNotThereIsMissing() {
        Reward reward = Combiner.combine(recipe("accuracy: 1"), List.of(judged(Map.of())), true)
                .getFirst();

        assertThat(reward.value()).isEmpty();
        assertThat(reward.incomplete()).isTrue();
        assertThat(reward.terms())
                .containsExactly(
                        new Reward.Term(new Component("accuracy", Outcome.timeout(ReasonCode.MISSING, ""), "", 0), 1));
    }

    @Test
    void whatNobodyJudgedIsNoZero() {
        assertThat(alone(recipe("accuracy: 1, format: 1"), Map.of("accuracy", NOTHING, "format", NOTHING)))
                .isEmpty();
    }

    @Test
    void termsKeepTheOrderOfTheRecipe() {
        Recipe recipe = recipe("z: 1, a: 2, m: 3");
        Reward reward = Combiner.combine(
                        recipe,
                        List.of(judged(Map.of("a", scored(1), "m", scored(1), "z", scored(1), "extra", scored(1)))),
                        false)
                .getFirst();

        assertThat(reward.terms()).extracting(term -> term.component().name()).containsExactly("z", "a", "m");
        assertThat(reward.terms()).extracting(Reward.Term::weight).containsExactly(1.0, 2.0, 3.0);
        assertThat(reward.recipe()).isEqualTo(recipe.label());
    }

    @Test
    void onlyComponentsWhoseConditionIsMetAreNeeded() {
        Recipe recipe = recipe("helpful: {when: {set: helpful}}, safety: {when: {set: safety}}, format: 1");
        Judged safe = new Judged(
                "r",
                "g",
                "math",
                false,
                new Metadata(Map.of("set", "\"safety\"")),
                Map.of(
                        "safety", new Component("safety", scored(3), "", 0),
                        "format", new Component("format", scored(1), "", 0)));
        Reward reward = Combiner.combine(recipe, List.of(safe), false).getFirst();

        assertThat(reward.value()).hasValue(4);
        assertThat(reward.terms()).extracting(term -> term.component().name()).containsExactly("safety", "format");
    }

    @Test
    void centerSubtractsTheMean() {
        assertThat(values(recipe("length: {weight: 2, shape: center}"), lengths(1, 2, 6)))
                .containsExactly(OptionalDouble.of(-4), OptionalDouble.of(-2), OptionalDouble.of(6));
        assertThat(values(recipe("length: {shape: center}"), lengths(7))).containsExactly(OptionalDouble.of(0));
    }

    @Test
    void standardizeDividesByTheSampleDeviation() {
        // Mean 4, squared distances 4 + 0 + 4, over two: the deviation is 2.
        List<OptionalDouble> values = values(recipe("length: {shape: standardize}"), lengths(2, 4, 6));

        assertThat(values.get(0).orElseThrow()).isEqualTo(-2 / (2 + 1e-6));
        assertThat(values.get(1).orElseThrow()).isZero();
        assertThat(values.get(2).orElseThrow()).isEqualTo(2 / (2 + 1e-6));
        assertThat(values(recipe("length: {shape: standardize}"), lengths(5))).containsExactly(OptionalDouble.of(0));
        assertThat(values(recipe("length: {shape: standardize}"), lengths(0.1, 0.1, 0.1)))
                .containsOnly(OptionalDouble.of(0));
    }

    @Test
    void standardizeComparesMappedValues() {
        assertThat(values(recipe("length: {shape: center, map: {0: -1, 1: 1}}"), lengths(0, 1)))
                .containsExactly(OptionalDouble.of(-1), OptionalDouble.of(1));
    }

    @Test
    void theKimiLengthRewardPraisesShortRightAnswersAndNeverLongOrWrongOnes() {
        Recipe recipe = recipe("accuracy: 0, length: {weight: 1, shape: kimi-length}");
        List<Judged> group = List.of(
                judged(Map.of("accuracy", scored(1), "length", scored(100))),
                judged(Map.of("accuracy", scored(1), "length", scored(150))),
                judged(Map.of("accuracy", scored(1), "length", scored(300))),
                judged(Map.of("accuracy", scored(0), "length", scored(100))),
                judged(Map.of("accuracy", scored(0), "length", scored(250))));

        assertThat(values(recipe, group))
                .containsExactly(
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.25),
                        OptionalDouble.of(-0.5),
                        OptionalDouble.of(0),
                        OptionalDouble.of(-0.25));
        assertThat(values(recipe("length: {shape: kimi-length}"), lengths(5, 5)))
                .containsOnly(OptionalDouble.of(0));
    }

    @Test
    void theCosineShapeTellsRightFromWrongAndNeedsNoGroup() {
        Recipe recipe = recipe("accuracy: 0, length: {shape: cosine, mode: cosine, max: 1000}");

        assertThat(recipe.groupRelative()).isFalse();
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "length", scored(1))))
                .hasValue(1);
        assertThat(alone(recipe, Map.of("accuracy", scored(1), "length", scored(0))))
                .hasValue(0.5);
        assertThat(alone(recipe, Map.of("accuracy", scored(0), "length", scored(1))))
                .hasValue(-1);
        assertThat(alone(recipe, Map.of("accuracy", scored(0), "length", scored(0))))
                .hasValue(-0.5);
        Recipe own = recipe("accuracy: 0, length: {shape: cosine, right-long: 0, right-short: 2}");
        assertThat(alone(own, Map.of("accuracy", scored(1), "length", scored(0.5))))
                .hasValue(1);
    }

    @Test
    void rolloutsWithoutARewardStayOutOfTheStatisticsOfTheirGroup() {
        Recipe recipe = truncated("null", "accuracy: 1, length: {shape: center}");
        List<Judged> group = List.of(
                judged("a", false, Map.of("accuracy", scored(0), "length", scored(1))),
                judged("b", false, Map.of("accuracy", scored(0), "length", scored(3))),
                judged("c", false, Map.of("accuracy", TROUBLES.get(1), "length", scored(1000))),
                judged("d", true, Map.of("accuracy", scored(0), "length", scored(1000))));

        assertThat(values(recipe, group))
                .containsExactly(
                        OptionalDouble.of(-1), OptionalDouble.of(1), OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void sumsThatNoDoubleHoldsAreNoReward() {
        assertThat(alone(recipe("a: 1e308, b: 1e308"), Map.of("a", scored(10), "b", scored(1))))
                .isEmpty();
    }

    @Test
    void aTaskThatTheRecipeDoesNotMapIsRefused() {
        Judged other = new Judged("r", "g", "code", false, Metadata.NONE, Map.of());

        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> Combiner.combine(recipe("accuracy: 1"), List.of(other), false));
    }

    @Test
    void aLargeGroupIsComparedInOnePass() {
        List<Judged> group = IntStream.range(0, 65_536)
                .mapToObj(i -> judged(Map.of("length", scored(i))))
                .toList();

        List<OptionalDouble> values = values(recipe("length: {shape: standardize}"), group);
        assertThat(values.getFirst().orElseThrow()).isEqualTo(-values.getLast().orElseThrow(), within(1e-9));
    }

    @Property(tries = 300)
    void theOrderOfAGroupChangesNoBitOfAReward(@ForAll("groups") List<Judged> group, @ForAll long seed) {
        for (String shape : List.of("center", "standardize", "kimi-length")) {
            Recipe recipe = recipe("accuracy: {shape: " + shape + "}, length: {weight: 0.3, shape: " + shape + "}");
            List<Judged> shuffled = new ArrayList<>(group);
            Collections.shuffle(shuffled, new Random(seed));
            Map<String, Reward> before = byId(Combiner.combine(recipe, group, false));
            Map<String, Reward> after = byId(Combiner.combine(recipe, shuffled, false));
            assertThat(after).isEqualTo(before);
        }
    }

    @Property(tries = 300)
    void aRewardIsNeverANegativeZeroNorInfinite(@ForAll("groups") List<Judged> group) {
        for (String components : List.of(
                "accuracy: -1, length: 0",
                "accuracy: -0.0, length: {shape: center, weight: -1}",
                "accuracy: {map: {0: -0.0, 1: 0}, weight: -2}",
                "length: {shape: kimi-length, weight: -1}")) {
            for (Reward reward : Combiner.combine(recipe(components), group, false)) {
                reward.value().ifPresent(value -> {
                    assertThat(value).isFinite();
                    assertThat(Double.doubleToRawLongBits(value)).isNotEqualTo(Double.doubleToRawLongBits(-0.0));
                });
            }
        }
    }

    private static Map<String, Reward> byId(List<Reward> rewards) {
        Map<String, Reward> byId = new HashMap<>();
        rewards.forEach(reward -> byId.put(reward.id(), reward));
        return byId;
    }

    @Provide
    Arbitrary<List<Judged>> groups() {
        Arbitrary<Outcome> outcomes = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        8, Arbitraries.doubles().between(-1e6, 1e6).map(CombinerTest::scored)),
                net.jqwik.api.Tuple.of(2, Arbitraries.of(0.0, 1.0, 0.1).map(CombinerTest::scored)),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.of(Arrays.asList(TROUBLES.get(0), TROUBLES.get(1), TROUBLES.get(2), NOTHING))));
        return Combinators.combine(outcomes, outcomes)
                .as((accuracy, length) -> Map.of("accuracy", accuracy, "length", length))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> judged("r" + i, false, list.get(i)))
                        .toList());
    }
}
