package dev.assay.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    @Property
    void aLineIsShortSingleAndWellFormed(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 50) int limit)
            throws CharacterCodingException {
        String line = Evidence.line(text, limit);

        assertThat(line.length()).isLessThanOrEqualTo(limit);
        assertThat(line.codePoints()).noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(line)).isTrue();
        assertThat(Evidence.line(line, limit)).isEqualTo(line);
    }

    @Property
    void whatFitsAndIsCleanStaysAsItIs(@ForAll("texts") String text) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cs}\u2028\u2029]", "x");

        assertThat(Evidence.line(clean, Math.max(1, clean.length()))).isEqualTo(clean);
    }

    @Test
    void whatIsTooLongEndsInAnEllipsis() {
        assertThat(Evidence.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(Evidence.line("abcd", 4)).isEqualTo("abcd");
        assertThat(Evidence.line("ab😀d", 4)).isEqualTo("ab…");
        assertThat(Evidence.line("x".repeat(10_000_000))).hasSize(Evidence.LIMIT);
    }

    @Test
    void breaksBecomeSpacesAndHalvesOfCharactersAreReplaced() {
        assertThat(Evidence.line("a\r\nb\tc\u0085\u2028\ud83d.\ude00😀")).isEqualTo("a  b c  \uFFFD.\uFFFD😀");
    }

    @Test
    void aReasonOfTheUserIsOneShortLineAndAKnownOneIsTheCode() {
        assertThat(Reason.of("too\nlong ".repeat(20)).name())
                .hasSize(64)
                .startsWith("too long ")
                .endsWith("…");
        assertThat(Reason.of("DEADLINE")).isEqualTo(ReasonCode.DEADLINE);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', ' ', '\n', '\r', '\u0000', '\u0085', '\u2028', '\u2029', '\ud83d', '\ude00', 'é', '…')
                .ofMaxLength(60);
    }
}
