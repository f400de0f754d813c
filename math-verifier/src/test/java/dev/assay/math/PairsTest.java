package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.ReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of pairs: what the verdict is, and why. */
class PairsTest {
    private final MathVerifier verifier = new MathVerifier();

    record Pair(ReasonCode reason, String reference, String answer) {}

    static Stream<Pair> pairs() throws IOException {
        try (InputStream stream = Objects.requireNonNull(PairsTest.class.getResourceAsStream("pairs.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*‖\\s*", -1))
                    .map(fields -> new Pair(ReasonCode.valueOf(fields[0]), fields[1], fields[2].strip()))
                    .toList()
                    .stream();
        }
    }

    @Test
    void theTableIsLarge() throws IOException {
        assertThat(pairs()).hasSizeGreaterThanOrEqualTo(150);
    }

    @TestFactory
    Stream<DynamicTest> eachPairHasItsVerdictAndReason() throws IOException {
        return pairs().map(pair -> DynamicTest.dynamicTest(pair.toString(), () -> {
            Verification verification = verifier.verify(pair.reference(), "\\boxed{" + pair.answer() + "}");
            assertThat(verification.reason()).as("%s", verification.trace()).isEqualTo(pair.reason());
        }));
    }

    @TestFactory
    Stream<DynamicTest> acceptanceIsSymmetric() throws IOException {
        return pairs().filter(pair -> pair.reason().compareTo(ReasonCode.NOT_EQUAL) <= 0)
                .map(pair -> DynamicTest.dynamicTest(
                        pair.toString(),
                        () -> assertThat(verifier.verify(pair.answer(), "\\boxed{" + pair.reference() + "}")
                                        .accepted())
                                .isEqualTo(pair.reason().compareTo(ReasonCode.PUZZLE_SOLVED) <= 0)));
    }
}
