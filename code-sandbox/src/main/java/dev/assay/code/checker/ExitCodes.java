package dev.assay.code.checker;

import dev.assay.code.run.Run;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Verdict;
import java.util.Optional;

/**
 * The exit codes of testlib (MikeMirzayanov/testlib, {@code resultExitCode}): 0 OK, 1 WA, 2 PE, 3 FAIL, 4 dirt, 7
 * points, 8 unexpected end of file, and from 16 or 50 on, by how it was compiled, partial credit in two-hundredths.
 */
final class ExitCodes {
    private static final double PARTS = 200;
    private static final int SAID = 200;

    private ExitCodes() {}

    /**
     * What an exit code says about a submission.
     *
     * @param checker the run of the checker, which exited with the code
     * @param run the run of the submission, for what it took
     * @return empty where the code means nothing, so the checker has crashed
     */
    static Optional<Finding> finding(int code, Run checker, Run run) {
        String said = said(checker);
        return switch (code) {
            case 0 -> Optional.of(Finding.of(Verdict.ACCEPTED, run, said));
            case 1 ->
                Optional.of(Finding.of(Verdict.WRONG_ANSWER, run, "the checker says no")
                        .withExpected(said));
            case 2 ->
                Optional.of(Finding.of(Verdict.PRESENTATION_ERROR, run, "the checker cannot read it")
                        .withExpected(said));
            case 3 -> Optional.of(Finding.internal(Cause.SANDBOX, "the checker failed: " + said));
            case 4 -> Optional.of(Finding.of(Verdict.WRONG_ANSWER, run, "more output than the answer has"));
            case 7 -> Optional.of(partial(points(said), run));
            case 8 -> Optional.of(Finding.of(Verdict.WRONG_ANSWER, run, "the output ends too soon"));
            default -> {
                int base = code >= 50 ? 50 : 16;
                yield code >= 16 && code <= base + PARTS
                        ? Optional.of(partial((code - base) / PARTS, run))
                        : Optional.empty();
            }
        };
    }

    private static Finding partial(double credit, Run run) {
        return credit >= 1
                ? Finding.of(Verdict.ACCEPTED, run, "")
                : Finding.of(Verdict.WRONG_ANSWER, run, "partly right").withCredit(credit);
    }

    /** The number after {@code points}, from 0 to 1; 0 where there is none. */
    private static double points(String said) {
        for (String word : said.replace("points", " ").strip().split("\\s+", 3)) {
            if (word.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
                return Math.min(1, Double.parseDouble(word));
            }
        }
        return 0;
    }

    private static String said(Run checker) {
        String text = (checker.errors().isBlank() ? checker.output() : checker.errors()).strip();
        return text.length() > SAID ? text.substring(0, SAID) : text;
    }
}
