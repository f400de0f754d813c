package dev.assay.model.training;

import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The examples of a run.
 *
 * @param train to learn from
 * @param evaluate to evaluate with, by name
 */
record ExampleSets<T>(List<T> train, Map<String, List<T>> evaluate) {
    /** The name of what is held out of the training examples. */
    static final String HELD_OUT_OF_TRAIN = "held-out-of-train";

    static ExampleSets<PreferencePair> pairs(TrainingSettings settings) {
        Map<String, List<PreferencePair>> evaluate = new LinkedHashMap<>();
        settings.evaluate()
                .forEach((name, sources) -> evaluate.put(
                        name,
                        sources.stream()
                                .flatMap(source -> source.pairs().stream())
                                .toList()));
        List<PreferencePair> train = settings.train().stream()
                .flatMap(source -> source.pairs().stream())
                .toList();
        return divided(train, evaluate, settings, PreferencePair::prompt);
    }

    static ExampleSets<SafetyExample> labelled(TrainingSettings settings) {
        Map<String, List<SafetyExample>> evaluate = new LinkedHashMap<>();
        settings.evaluate()
                .forEach((name, sources) -> evaluate.put(
                        name,
                        sources.stream()
                                .flatMap(source -> source.labelled().stream())
                                .toList()));
        List<SafetyExample> train = settings.train().stream()
                .flatMap(source -> source.labelled().stream())
                .toList();
        return divided(train, evaluate, settings, SafetyExample::prompt);
    }

    /** All examples of a prompt are on one side. */
    private static <T> ExampleSets<T> divided(
            List<T> all, Map<String, List<T>> evaluate, TrainingSettings settings, Function<T, List<Message>> prompt) {
        if (settings.holdOut() == 0) {
            return new ExampleSets<>(all, evaluate);
        }
        List<T> train = new ArrayList<>();
        List<T> held = new ArrayList<>();
        for (T example : all) {
            // The upper bits of a product spread neighbouring hashes.
            long mixed = (prompt.apply(example).hashCode() + settings.schedule().seed()) * 0x9E3779B97F4A7C15L;
            boolean out = (mixed >>> 11) * 0x1p-53 < settings.holdOut();
            (out ? held : train).add(example);
        }
        evaluate.put(HELD_OUT_OF_TRAIN, held);
        return new ExampleSets<>(train, evaluate);
    }
}
