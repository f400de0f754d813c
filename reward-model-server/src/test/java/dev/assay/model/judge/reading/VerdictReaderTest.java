package dev.assay.model.judge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VerdictReaderTest {
    private static Read<Verdict> found(Verdict verdict) {
        return new Read.Found<>(verdict, false);
    }

    private static Read<Verdict> conflicting(Verdict verdict) {
        return new Read.Found<>(verdict, true);
    }

    @ParameterizedTest
    @CsvSource({
        "A>>B, A_MUCH_BETTER",
        "A>B, A_BETTER",
        "A=B, TIE",
        "B>A, B_BETTER",
        "B>>A, B_MUCH_BETTER",
        "A<B, B_BETTER",
        "A<<B, B_MUCH_BETTER",
        "B<A, A_BETTER",
        "B<<A, A_MUCH_BETTER",
        "B=A, TIE",
        "A≫B, A_MUCH_BETTER",
        "B≫A, B_MUCH_BETTER",
        "A≪B, B_MUCH_BETTER",
        "B≪A, A_MUCH_BETTER",
        "a>>b, A_MUCH_BETTER",
        "A＞B, A_BETTER",
        "A＜＜B, B_MUCH_BETTER",
        "A＝B, TIE",
        " A >> B , A_MUCH_BETTER"
    })
    void everySpellingIsRead(String label, Verdict verdict) {
        assertThat(VerdictReader.read("So: **[[" + label + "]]**.")).isEqualTo(found(verdict));
        assertThat(VerdictReader.read("So: [" + label + "]")).isEqualTo(found(verdict));
    }

    @Test
    void theLastLabelWinsAndOthersAreAConflict() {
        assertThat(VerdictReader.read("At first [[A>B]], but then [[B>A]]")).isEqualTo(conflicting(Verdict.B_BETTER));
        assertThat(VerdictReader.read("[[B>A]] and again [[A<B]]")).isEqualTo(found(Verdict.B_BETTER));
        assertThat(VerdictReader.read("[[A>B]] [[A>>B]]")).isEqualTo(conflicting(Verdict.A_MUCH_BETTER));
    }

    @Test
    void singleBracketsCountOnlyWhereThereAreNoDoubleOnes() {
        assertThat(VerdictReader.read("[[A>B]] and a footnote [B>A]")).isEqualTo(found(Verdict.A_BETTER));
        assertThat(VerdictReader.read("[A>B] or [B>A]")).isEqualTo(conflicting(Verdict.B_BETTER));
        assertThat(VerdictReader.read("[[A>B]")).isEqualTo(found(Verdict.A_BETTER));
    }

    @Test
    void thinkingIsNotAVerdict() {
        assertThat(VerdictReader.read("<think>[[A>>B]]?</think> No: [[B>A]]")).isEqualTo(found(Verdict.B_BETTER));
        assertThat(VerdictReader.read("<think>[[A>>B]]</think>")).isInstanceOf(Read.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A>>B",
                "[[A]]",
                "[[C>D]]",
                "[[A>A]]",
                "[[A>>>B]]",
                "[[A>",
                "[[",
                "[[A><B]]",
                "((A>B))",
                "[[A         >B]]"
            })
    void everythingElseIsNoVerdict(String answer) {
        assertThat(VerdictReader.read(answer)).isInstanceOf(Read.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[[", "[[A", "[[A>", "[[A>B", "[[A>B]", "[[A>B]]", "[ ", "[[    A    >>    "})
    void megabytesOfBeginningsTakeLinearTime(String beginning) {
        String hostile = beginning.repeat((4 << 20) / beginning.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> VerdictReader.read(hostile));
    }

    @Property(tries = 500)
    void noTextMakesAnExceptionAndWhatComesLastWins(@ForAll("bits") String before) {
        VerdictReader.read(before);

        assertThat(VerdictReader.read(before + " [[B>>A]]"))
                .isInstanceOfSatisfying(
                        Read.Found.class, read -> assertThat(read.value()).isEqualTo(Verdict.B_MUCH_BETTER));
    }

    @Provide
    static Arbitrary<String> bits() {
        return Arbitraries.of("[", "[[", "]", "]]", "A", "B", ">", "<", "≫", "=", " ", "x", "\n", "\uD800")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
