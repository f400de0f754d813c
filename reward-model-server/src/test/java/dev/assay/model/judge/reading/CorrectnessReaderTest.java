package dev.assay.model.judge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.reading.CorrectnessReader.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrectnessReaderTest {
    private static Read<Finding> found(boolean correct, String analysis) {
        return new Read.Found<>(new Finding(correct, analysis), false);
    }

    @Test
    void theObjectIsRead() {
        assertThat(CorrectnessReader.read("{\"analysis\": \"same\", \"correctness\": \"correct\"}"))
                .isEqualTo(found(true, "same"));
        assertThat(CorrectnessReader.read("{\"correctness\": \"Incorrect\", \"analysis\": \"not\", \"x\": [1, {}]}"))
                .isEqualTo(found(false, "not"));
        assertThat(CorrectnessReader.read("{\"analysis\": \"a\", \"correctness\": true}"))
                .isEqualTo(found(true, "a"));
    }

    @Test
    void fencesWordsAndThinkingAroundItDoNoHarm() {
        assertThat(CorrectnessReader.read(
                        "<think>{\"analysis\":\"?\",\"correctness\":\"correct\"}</think>The set {x} differs:\n"
                                + "```json\n{\"analysis\": \"b\", \"correctness\": \"incorrect\"}\n```\nThat is all."))
                .isEqualTo(found(false, "b"));
    }

    @Test
    void whatJudgesWriteInStringsIsRead() {
        assertThat(CorrectnessReader.read(
                        "{\"analysis\": \"\\(\\frac{1}{2}\\)\nis \\\"half\\\"\", \"correctness\": \"correct\"}"))
                .isInstanceOfSatisfying(
                        Read.Found.class,
                        read -> assertThat(read.value())
                                .isInstanceOfSatisfying(
                                        Finding.class,
                                        finding -> assertThat(finding.correct()).isTrue()));
    }

    @Test
    void ofSeveralObjectsTheLastWinsAndDifferentOnesAreAConflict() {
        String yes = "{\"analysis\": \"a\", \"correctness\": \"correct\"}";
        String no = "{\"analysis\": \"b\", \"correctness\": \"incorrect\"}";

        assertThat(CorrectnessReader.read(yes + " " + no)).isEqualTo(new Read.Found<>(new Finding(false, "b"), true));
        assertThat(CorrectnessReader.read(no + no)).isEqualTo(found(false, "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct",
                "{\"analysis\": \"a\"}",
                "{\"correctness\": \"correct\"}",
                "{\"analysis\": \"a\", \"correctness\": \"partly\"}",
                "{\"analysis\": \"a\", \"correctness\": 1}",
                "{\"analysis\": \"a\", \"correctness\": \"correct\"",
                "{\"analysis\": \"a\", \"correctness\": \"correct\", \"correctness\": \"incorrect\"}",
                "[[A>B]]"
            })
    void everythingElseIsMissing(String answer) {
        assertThat(CorrectnessReader.read(answer)).isInstanceOf(Read.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{ ", "{\"", "{\"a\":", "{\"analysis\":{\"a\":[", "{\"analysis\":\"", "{\n\n\n\n\n\n\n\n"})
    void megabytesOfBeginningsTakeLinearTime(String beginning) {
        String hostile = beginning.repeat((4 << 20) / beginning.length());

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(CorrectnessReader.read(hostile)).isInstanceOf(Read.Missing.class));
    }
}
