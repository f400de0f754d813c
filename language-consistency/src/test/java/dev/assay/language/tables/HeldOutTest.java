package dev.assay.language.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.language.LanguageChecker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The ratio of generated mixtures against the truth, over sentences that were written for this and trained nothing.
 * {@link Evaluate} measures the same on larger texts.
 */
class HeldOutTest {
    private static final List<String> MAIN =
            List.of("en", "zh", "ja", "ko", "ru", "fr", "de", "es", "pt", "it", "ar", "uk");
    private static final List<String> ALL = List.of(
            "en", "zh", "ja", "ko", "ru", "uk", "ar", "fa", "hi", "fr", "de", "es", "pt", "it", "nl", "pl", "tr", "vi",
            "id", "th");
    private static final int DOCUMENTS = 3;

    private static Mixtures mixtures = new Mixtures(Map.of(), new LanguageChecker());

    private interface Measure {
        double of(String one, String two);
    }

    @BeforeAll
    static void readSentences() throws IOException {
        Map<String, List<String>> sentences = new LinkedHashMap<>();
        for (String language : ALL) {
            try (InputStream in =
                    HeldOutTest.class.getResourceAsStream("/dev/assay/language/sentences/" + language + ".txt")) {
                assertThat(in).as(language).isNotNull();
                sentences.put(
                        language,
                        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            }
        }
        mixtures = new Mixtures(sentences, new LanguageChecker());
    }

    @Test
    void pureTextLosesNextToNothing() {
        assertThat(mean(MAIN, (one, _) -> mixtures.pure(one, 10, 1), true)).isLessThan(0.003);
        assertThat(mean(ALL, (one, _) -> mixtures.pure(one, 10, 1), true)).isLessThan(0.006);
    }

    @Test
    void mixturesOfWholeSentencesAreMeasuredToAHalfPerCent() {
        assertThat(mean(MAIN, (one, two) -> mixtures.bySentence(one, two, DOCUMENTS, 2), false))
                .isLessThan(0.005);
        assertThat(mean(ALL, (one, two) -> mixtures.bySentence(one, two, DOCUMENTS, 2), false))
                .isLessThan(0.010);
    }

    @Test
    void fiveWordsAtATimeWithoutPunctuationAreMeasuredToAFewPerCent() {
        assertThat(mean(MAIN, (one, two) -> mixtures.byChunk(one, two, DOCUMENTS, 3), false))
                .isLessThan(0.025);
        assertThat(mean(ALL, (one, two) -> mixtures.byChunk(one, two, DOCUMENTS, 3), false))
                .isLessThan(0.040);
    }

    private static double mean(List<String> languages, Measure measure, boolean single) {
        List<Double> errors = new ArrayList<>();
        for (String one : languages) {
            for (String two : single ? List.of(one) : languages) {
                if (single || !one.equals(two)) {
                    errors.add(measure.of(one, two));
                }
            }
        }
        return errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
