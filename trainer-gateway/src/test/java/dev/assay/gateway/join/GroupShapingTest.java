package dev.assay.gateway.join;

import static dev.assay.gateway.join.JoinDriver.component;
import static dev.assay.gateway.join.JoinDriver.math;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recipe.Combiner;
import dev.assay.recipe.Judged;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is relative to the group is the same number for a batch and for a group that trickles in over Kafka. */
class GroupShapingTest {
    private static final int SIZE = 7;

    @ParameterizedTest
    @ValueSource(strings = {"kimi-length", "center", "standardize"})
    void aGroupThatArrivesPieceByPieceGetsTheRewardsOfABatch(String shape) {
        Recipe recipe = RecipeReader.read(
                "shaped.yaml",
                "{name: shaped, tasks: {math: {components: {accuracy: 1, length: {weight: 0.3, shape: " + shape
                        + "}}}}}");
        List<Rollout> group = new ArrayList<>();
        Map<String, Double> lengths = new HashMap<>();
        Map<String, Double> accuracies = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < SIZE; i++) {
            group.add(math("r" + i).group("g", SIZE).build());
            lengths.put("r" + i, (double) (100 + random.nextInt(10_000)));
            accuracies.put("r" + i, (double) random.nextInt(2));
        }
        List<Judged> batch = group.stream()
                .map(rollout -> Judged.of(
                        rollout,
                        Map.of(
                                "accuracy", component("accuracy", accuracies.getOrDefault(rollout.id(), 0.0)),
                                "length", component("length", lengths.getOrDefault(rollout.id(), 0.0)))))
                .toList();
        Map<String, Reward> together = Combiner.combine(recipe, batch, false).stream()
                .collect(Collectors.toMap(Reward::id, Function.identity()));

        for (int order = 0; order < 5; order++) {
            List<Runnable> pieces = new ArrayList<>();
            try (JoinDriver join = new JoinDriver(
                    JoinOptions.of(Recipes.shipped().with(recipe), recipe).withCatchUp(Duration.ZERO),
                    JoinDriver.START)) {
                for (Rollout rollout : group) {
                    String id = rollout.id();
                    pieces.add(() -> join.send(rollout));
                    pieces.add(() -> join.judge("g", id, component("length", lengths.getOrDefault(id, 0.0))));
                    pieces.add(() -> join.judge("g", id, component("accuracy", accuracies.getOrDefault(id, 0.0))));
                }
                Collections.shuffle(pieces, new Random(order));
                pieces.forEach(Runnable::run);
                List<Reward> separately = join.rewards();

                assertThat(separately)
                        .hasSize(SIZE)
                        .allSatisfy(reward -> assertThat(reward.value())
                                .isEqualTo(together.getOrDefault(reward.id(), reward)
                                        .value())
                                .isPresent());
            }
        }
    }
}
