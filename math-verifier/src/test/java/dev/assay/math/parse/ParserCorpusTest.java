package dev.assay.math.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.math.compare.Comparer;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Cas;
import dev.assay.reward.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The corpus of latex2sympy2_extended, which says in SymPy's notation what each line of LaTeX means.
 *
 * <p>What the corpus asserts and we do not: factors after a slash that belong to its denominator ({@code a/8y}), a
 * remainder that takes the last term of a sum only, letters before digits as products ({@code x2}), factorials of
 * factorials for three signs, an integral without its differential, divisors of decimals that are no numbers any more,
 * an index that is written small, and {@code \log} as the logarithm to the base ten.
 */
class ParserCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("assay.shared", "../shared")).resolve("data/math/latex2sympy2_extended.jsonl");

    private static final int FLOOR = 1_080;

    /** How far apart numbers may be that the corpus has as doubles, as a share of the number. */
    private static final double DOUBLE = 1e-8;

    @Test
    void whatIsReadMeansWhatTheCorpusSays() throws IOException {
        assumeTrue(Files.isReadable(CORPUS), () -> "the parser corpus is not at " + CORPUS);
        ObjectMapper json = new ObjectMapper();
        List<String> missed = new ArrayList<>();
        int agreed = 0;
        for (String line : Files.readAllLines(CORPUS)) {
            JsonNode row = json.readTree(line);
            String latex = row.get("prediction").asText();
            String finding = finding(latex, row.get("srepr").asText());
            if (finding.isEmpty()) {
                agreed++;
            } else {
                missed.add(latex + " ‖ " + row.get("sympy").asText() + " ‖ " + finding);
            }
        }
        System.out.println("parser corpus: " + agreed + " mean the same");
        assertThat(agreed).as("%s", missed).isGreaterThanOrEqualTo(FLOOR);
    }

    /** Why the LaTeX does not mean what SymPy's notation says; empty where it does. */
    private static String finding(String latex, String srepr) {
        try {
            Expr meant = Srepr.read(latex.contains("^{+}") ? srepr.replace("Symbol('+')", "Symbol('above')") : srepr);
            Expr read = Reader.read(latex);
            ReasonCode reason = new Comparer(Cas.NONE, new Steps(3_000_000)).compare(meant, read);
            boolean near = srepr.contains(".") && isNear(meant, read);
            return near || reason.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0 ? "" : reason + " " + Notation.of(read);
        } catch (ParseFailure | TooCostly | IllegalArgumentException | ArithmeticException failure) {
            return failure.getMessage() + "";
        }
    }

    /** Whether both are numbers, and apart by no more than doubles are inexact. */
    private static boolean isNear(Expr meant, Expr read) {
        Expr apart = new Expr.Call("abs", List.of(new Expr.Sum(List.of(meant, new Expr.Negation(read)))));
        Expr bound = new Expr.Product(List.of(Srepr.decimal("" + DOUBLE), new Expr.Call("abs", List.of(meant))));
        Expr within = new Expr.Call("max", List.of(apart, bound));
        return new Comparer(Cas.NONE, new Steps(3_000_000))
                        .compare(bound, within)
                        .compareTo(ReasonCode.PUZZLE_SOLVED)
                <= 0;
    }
}
