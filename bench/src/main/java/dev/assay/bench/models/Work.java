package dev.assay.bench.models;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** What is done in a round, with which texts. Lengths are spread evenly, or those of {@code SKEWED} over doublings. */
enum Work {
    LOGPROBS("token log-probabilities, 8 x 256", "logprobs", 8, _ -> 256),
    SCORES("scores, 8 x 256", "scores", 8, _ -> 256),
    STEP("training step, 8 x 256", "step", 8, _ -> 256),
    MIXED("scores, 16 texts of 32 to 2048", "scores", 16, u -> 32 + u * (2048 - 32)),
    SKEWED("scores, 32 texts of 32 to 2048, most of them short", "scores", 32, u -> 32 * Math.pow(64, u));

    private final String scenario;
    private final String kind;
    private final int texts;
    private final DoubleUnaryOperator length;

    Work(String scenario, String kind, int texts, DoubleUnaryOperator length) {
        this.scenario = scenario;
        this.kind = kind;
        this.texts = texts;
        this.length = length;
    }

    String scenario() {
        return scenario;
    }

    /** {@code scores}, {@code logprobs} or {@code step}. */
    String kind() {
        return kind;
    }

    boolean isMixed() {
        return this == MIXED || this == SKEWED;
    }

    /** The decoder's ways of making batches that are tried; with equal lengths they are one. */
    List<Plan> plans() {
        return switch (this) {
            case LOGPROBS, SCORES, STEP -> List.of(Plan.ARRIVAL);
            case MIXED -> List.of(Plan.PACKED, Plan.BUCKETS, Plan.ARRIVAL);
            case SKEWED -> List.of(Plan.PACKED, Plan.BUCKETS);
        };
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".json";
    }

    /** Token ids, the same in every run; 0 is padding and never among them. */
    int[][] sequences(int vocabulary) {
        SplittableRandom random = new SplittableRandom(17);
        return IntStream.range(0, texts)
                .mapToObj(_ -> random.ints((int) length.applyAsDouble(random.nextDouble()), 1, vocabulary)
                        .toArray())
                .toArray(int[][]::new);
    }
}
