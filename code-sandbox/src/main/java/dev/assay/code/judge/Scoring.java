package dev.assay.code.judge;

import java.util.List;

/** How the tests become one number from 0 to 1. */
public sealed interface Scoring {
    /** 1 where every test is passed, else 0. Judging stops at the first test that fails. */
    record AllOrNothing() implements Scoring {}

    /** The mean of the tests' credits. */
    record Fraction() implements Scoring {}

    /** The mean of the tests' credits by weight, one weight for each test. */
    record Weighted(List<Double> weights) implements Scoring {
        public Weighted {
            weights = List.copyOf(weights);
            if (!(weights.stream().mapToDouble(Double::doubleValue).sum() > 0)
                    || weights.stream().anyMatch(weight -> !(weight >= 0 && weight < 1e12))) {
                throw new IllegalArgumentException("weights are at least 0, and one is more");
            }
        }
    }

    /** Each subtask gives its points times the least credit of its tests, out of all points (as in the IOI). */
    record Subtasks(List<Subtask> subtasks) implements Scoring {
        public Subtasks {
            subtasks = List.copyOf(subtasks);
            if (!(subtasks.stream().mapToDouble(Subtask::points).sum() > 0)) {
                throw new IllegalArgumentException("subtasks need points");
            }
        }
    }

    /**
     * Tests that count together.
     *
     * @param points above or equal to 0
     * @param tests by number, from 1
     */
    record Subtask(double points, List<Integer> tests) {
        public Subtask {
            tests = List.copyOf(tests);
            if (!(points >= 0 && points < 1e12) || tests.isEmpty()) {
                throw new IllegalArgumentException("a subtask has points and tests");
            }
        }
    }

    /** Whether this scoring fits a number of tests. */
    default boolean fits(int tests) {
        return switch (this) {
            case AllOrNothing _, Fraction _ -> true;
            case Weighted(List<Double> weights) -> weights.size() == tests;
            case Subtasks(List<Subtask> subtasks) ->
                subtasks.stream()
                        .flatMap(subtask -> subtask.tests().stream())
                        .allMatch(test -> test >= 1 && test <= tests);
        };
    }

    /**
     * The number.
     *
     * @param credits one for each test, from 0 to 1
     */
    default double score(double[] credits) {
        return switch (this) {
            case AllOrNothing _ -> least(credits) < 1 ? 0 : 1;
            case Fraction _ -> java.util.Arrays.stream(credits).sum() / credits.length;
            case Weighted(List<Double> weights) -> {
                double sum = 0;
                double all = 0;
                for (int i = 0; i < credits.length; i++) {
                    sum += weights.get(i) * credits[i];
                    all += weights.get(i);
                }
                yield sum / all;
            }
            case Subtasks(List<Subtask> subtasks) -> {
                double sum = 0;
                double all = 0;
                for (Subtask subtask : subtasks) {
                    sum += subtask.points()
                            * least(subtask.tests().stream()
                                    .mapToDouble(test -> credits[test - 1])
                                    .toArray());
                    all += subtask.points();
                }
                yield sum / all;
            }
        };
    }

    private static double least(double[] credits) {
        return java.util.Arrays.stream(credits).min().orElse(0);
    }
}
