package dev.assay.code.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which tests fail submissions, suite by suite, for the {@value #SUITES} suites that were used last and the
 * {@value #TESTS} tests of each that fail most. Safe for use by many threads.
 */
final class FailFirst {
    private static final int SUITES = 4096;
    private static final int TESTS = 32;

    private final Map<String, Map<Integer, Integer>> suites = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, Integer>> eldest) {
            return size() > SUITES;
        }
    };

    synchronized void failed(String suite, int test) {
        Map<Integer, Integer> counts = suites.computeIfAbsent(suite, _ -> new HashMap<>());
        counts.merge(test, 1, (left, right) -> Math.min(left + right, 1 << 20));
        if (counts.size() > TESTS) {
            counts.entrySet().stream()
                    .filter(entry -> entry.getKey() != test)
                    .min(Map.Entry.comparingByValue())
                    .ifPresent(least -> counts.remove(least.getKey()));
        }
    }

    /** The tests by index, those that failed most first. */
    synchronized List<Integer> order(String suite, int tests) {
        Map<Integer, Integer> counts = suites.getOrDefault(suite, Map.of());
        List<Integer> order = inOrder(tests);
        order.sort(Comparator.comparingInt((Integer test) -> -counts.getOrDefault(test, 0)));
        return order;
    }

    static List<Integer> inOrder(int tests) {
        List<Integer> order = new ArrayList<>(tests);
        for (int test = 0; test < tests; test++) {
            order.add(test);
        }
        return order;
    }
}
