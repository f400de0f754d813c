package dev.assay.math.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.assay.math.MathVerifier;
import dev.assay.math.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a reference and in a completion, there is one verdict, always the same, and two answers are equal
 * in both orders or in none.
 */
class MathFuzzTest {
    private static final Path FOLDER = Path.of("target", "proofs");
    private static final Cost COST = new Cost(FOLDER);

    private final MathVerifier verifier = new MathVerifier();

    @AfterAll
    static void figure() throws IOException {
        if ("fuzz-math".equals(System.getProperty("assay.proof"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("fuzz-math.txt"), "fuzz-math: " + COST + "\n", StandardCharsets.UTF_8);
        }
    }

    /** The pairs whose verdicts are known, to begin with. */
    static Stream<byte[]> pairs() throws IOException {
        try (InputStream file = MathVerifier.class.getResourceAsStream("pairs.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \u2016 ", -1))
                    .filter(parts -> parts.length == 3)
                    .map(parts -> (parts[1] + "\n" + parts[2]).getBytes(StandardCharsets.UTF_8));
        }
    }

    @MethodSource("pairs")
    @DictionaryFile(resourcePath = "answers.dict")
    @FuzzTest(maxDuration = "10m")
    void anyInputHasOneVerdict(byte @NotNull [] bytes) {
        Input input = Input.of(bytes);
        Verification first = verify(input);
        assertThat(verify(input)).isEqualTo(first);
        input.swapped().ifPresent(swapped -> {
            Verification one = verify(input.boxed());
            Verification other = verify(swapped.boxed());
            if (one.scorable() && other.scorable()) {
                assertThat(other.accepted())
                        .as("%s the other way round, %s and %s", input, one, other)
                        .isEqualTo(one.accepted());
            }
        });
    }

    private Verification verify(Input input) {
        return COST.of(input, () -> verifier.verify(input.reference(), input.completion()));
    }
}
