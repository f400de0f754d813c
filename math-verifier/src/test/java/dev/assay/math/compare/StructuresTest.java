package dev.assay.math.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.math.exact.Steps;
import dev.assay.math.ladder.Cas;
import dev.assay.math.ladder.Rungs;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Notation;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.reward.ReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is read from both sides, and compared by structure: equal, not equal, or an answer that cannot be read. */
class StructuresTest {
    record Row(String verdict, String reference, String answer) {}

    static List<Row> rows() throws IOException {
        try (InputStream stream = Objects.requireNonNull(StructuresTest.class.getResourceAsStream("structures.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ‖ ", -1))
                    .map(fields -> new Row(fields[0], fields[1], fields[2]))
                    .toList();
        }
    }

    private static ReasonCode compare(String reference, String answer) throws ParseFailure {
        Expr right = Reader.read(reference);
        Expr given = Reader.read(answer);
        ReasonCode reason = new Comparer(Cas.NONE, new Steps(3_000_000)).compare(right, given);
        return reason;
    }

    private static String read(String text) throws ParseFailure {
        return Notation.of(Reader.read(text));
    }

    @TestFactory
    Stream<DynamicTest> eachAnswerHasItsVerdict() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    if (row.verdict().equals("?")) {
                        assertThatThrownBy(() -> Reader.read(row.answer())).isInstanceOf(ParseFailure.class);
                        return;
                    }
                    ReasonCode reason = compare(row.reference(), row.answer());
                    assertThat(Rungs.isEqual(reason))
                            .as("%s: %s beside %s", reason, read(row.reference()), read(row.answer()))
                            .isEqualTo(row.verdict().equals("="));
                }));
    }

    @TestFactory
    Stream<DynamicTest> verdictsAreTheSameInBothDirections() throws IOException {
        return rows().stream()
                .filter(row -> !row.verdict().equals("?"))
                .map(row -> DynamicTest.dynamicTest(
                        row.toString(),
                        () -> assertThat(Rungs.isEqual(compare(row.answer(), row.reference())))
                                .isEqualTo(row.verdict().equals("="))));
    }
}
