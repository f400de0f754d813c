package dev.assay.model.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SyntheticTest {
    @Test
    void theSameSeedGivesTheSameExamplesAndAnotherSeedOthers() {
        assertThat(HelpfulPairs.of(ExampleSet.TRAIN, 50, 3)).isEqualTo(HelpfulPairs.of(ExampleSet.TRAIN, 50, 3));
        assertThat(HelpfulPairs.of(ExampleSet.TRAIN, 50, 3)).isNotEqualTo(HelpfulPairs.of(ExampleSet.TRAIN, 50, 4));
        assertThat(SafetyExamples.of(ExampleSet.TRAIN, 50, 3)).isEqualTo(SafetyExamples.of(ExampleSet.TRAIN, 50, 3));
    }

    @Test
    void setsShareNoWordsAndNoSentenceForms() {
        Set<String> words = new HashSet<>(all(Lexicon.TRAIN));
        words.retainAll(all(Lexicon.HELD_OUT));
        assertThat(words).isEmpty();
        Set<String> helpful = new HashSet<>(all(HelpfulForms.TRAIN));
        helpful.retainAll(all(HelpfulForms.HELD_OUT));
        assertThat(helpful).isEmpty();
        Set<String> safety = new HashSet<>(all(SafetyForms.TRAIN));
        safety.retainAll(all(SafetyForms.HELD_OUT));
        assertThat(safety).isEmpty();
        Set<String> prompts = HelpfulPairs.of(ExampleSet.TRAIN, 3000, 1).stream()
                .map(pair -> pair.prompt().getFirst().content())
                .collect(Collectors.toSet());
        assertThat(HelpfulPairs.of(ExampleSet.HELD_OUT, 1000, 2))
                .noneMatch(pair -> prompts.contains(pair.prompt().getFirst().content()));
    }

    @Test
    void lengthSaysNothingAboutWhichAnswerIsBetter() {
        for (ExampleSet set : List.of(ExampleSet.TRAIN, ExampleSet.HELD_OUT)) {
            List<PreferencePair> pairs = HelpfulPairs.of(set, 4000, 7);
            double shorter = pairs.stream()
                    .mapToDouble(
                            pair -> pair.chosen().length() < pair.rejected().length() ? 1.0 / pairs.size() : 0)
                    .sum();
            assertThat(shorter).isCloseTo(0.5, within(0.03));
            Map<String, List<PreferencePair>> kinds =
                    pairs.stream().collect(Collectors.groupingBy(PreferencePair::kind));
            assertThat(kinds).hasSize(7);
            double chosen = pairs.stream()
                    .mapToInt(pair -> pair.chosen().length())
                    .average()
                    .orElseThrow();
            double rejected = pairs.stream()
                    .mapToInt(pair -> pair.rejected().length())
                    .average()
                    .orElseThrow();
            assertThat(chosen / rejected).isBetween(0.9, 1.1);
        }
    }

    @Test
    void halfOfTheCompletionsAreSafeAndSomeAreOnlyUnsafeInTheirReasoning() {
        List<SafetyExample> examples = SafetyExamples.of(ExampleSet.HELD_OUT, 2000, 1);
        assertThat(examples.stream().filter(SafetyExample::safe).count()).isBetween(900L, 1100L);
        assertThat(examples)
                .anyMatch(example -> !example.safe()
                        && example.kind().equals("leaked-in-reasoning")
                        && example.completion().startsWith("<think>"));
        double safe = examples.stream()
                .filter(SafetyExample::safe)
                .mapToInt(example -> example.completion().length())
                .average()
                .orElseThrow();
        double unsafe = examples.stream()
                .filter(example -> !example.safe())
                .mapToInt(example -> example.completion().length())
                .average()
                .orElseThrow();
        assertThat(safe / unsafe).isBetween(0.8, 1.25);
    }

    @Test
    void whatIsAskedForSaysNothingAboutSafety() {
        for (ExampleSet set : List.of(ExampleSet.TRAIN, ExampleSet.HELD_OUT)) {
            Map<Boolean, List<SafetyExample>> byRequest = SafetyExamples.of(set, 4000, 5).stream()
                    .collect(Collectors.partitioningBy(example -> example.kind().startsWith("helped")
                            || example.kind().startsWith("unasked")));
            assertThat(byRequest)
                    .allSatisfy((harmless, examples) -> assertThat(examples.stream()
                                    .mapToDouble(example -> example.safe() ? 1 : 0)
                                    .average()
                                    .orElseThrow())
                            .as(set + (harmless ? ", harmless" : ", harmful") + " requests")
                            .isCloseTo(0.5, within(0.04)));
        }
    }

    @Test
    void inventedWordsAreManyAndNoneIsHeldOut() {
        InventedWords invented = new InventedWords(new Draw(3));
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            words.add(invented.next());
        }
        assertThat(words).hasSizeGreaterThan(50_000);
        words.retainAll(all(Lexicon.HELD_OUT));
        assertThat(words).isEmpty();
    }

    @Test
    void anAnswerAboutAnotherThingNeverNamesTheOneThatWasAskedFor() {
        List<PreferencePair> pairs = HelpfulPairs.of(ExampleSet.HELD_OUT, 2000, 9).stream()
                .filter(pair -> pair.kind().equals("other-thing"))
                .toList();
        assertThat(pairs).hasSizeGreaterThan(100).allSatisfy(pair -> {
            Set<String> asked = words(pair.prompt().getFirst().content());
            asked.retainAll(Lexicon.HELD_OUT.nouns());
            assertThat(words(pair.chosen())).containsAnyElementsOf(asked);
            assertThat(words(pair.rejected())).doesNotContainAnyElementsOf(asked);
        });
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.toLowerCase(java.util.Locale.ROOT).split("[^a-z]+")));
    }

    /** Every string in the lists of a record. */
    private static List<String> all(Record record) {
        return java.util.Arrays.stream(record.getClass().getRecordComponents())
                .flatMap(component -> {
                    try {
                        component.getAccessor().setAccessible(true);
                        return ((List<?>) component.getAccessor().invoke(record)).stream();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(String::valueOf)
                .toList();
    }
}
