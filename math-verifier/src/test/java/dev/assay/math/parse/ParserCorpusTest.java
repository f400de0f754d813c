package dev.assay.math.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.math.compare.Cas;
import dev.assay.math.compare.Comparer;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.reward.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The corpus of latex2sympy2_extended, which says in SymPy's notation what each line of LaTeX means. */
class ParserCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("assay.shared", "../shared")).resolve("data/math/latex2sympy2_extended.jsonl");

    private static final int FLOOR = 1_070;

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
        if (System.getenv("SHOW") != null) missed.forEach(System.out::println);
        assertThat(agreed).as("%s", missed).isGreaterThanOrEqualTo(FLOOR);
    }

    /** Why the LaTeX does not mean what SymPy's notation says; empty where it does. */
    private static String finding(String latex, String srepr) {
        try {
            Expr meant = Srepr.read(srepr);
            Expr read = Reader.read(latex);
            ReasonCode reason = new Comparer(Cas.NONE, new Steps(3_000_000)).compare(meant, read);
            return reason.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0 ? "" : reason + " " + Notation.of(read);
        } catch (ParseFailure | TooCostly | IllegalArgumentException | ArithmeticException failure) {
            return failure.getMessage() + "";
        }
    }
}
