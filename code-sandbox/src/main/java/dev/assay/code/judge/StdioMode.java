package dev.assay.code.judge;

import dev.assay.code.checker.Checker;
import dev.assay.code.compare.Comparer;
import dev.assay.code.compare.Comparison;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.util.Optional;

/** Runs the program on each input and has its output graded. */
record StdioMode(Plan.Stdio plan, Prepared program, Limits limits, Grader grader) implements Mode {
    /** Decides about the output of a run that ended well. */
    sealed interface Grader {
        Finding grade(Plan.StdioCase one, Run run, Runs runs);
    }

    record ByComparer(Comparer comparer) implements Grader {
        @Override
        public Finding grade(Plan.StdioCase one, Run run, Runs runs) {
            Comparison comparison = comparer.compare(one.answer(), run.stdout());
            Verdict verdict = switch (comparison.match()) {
                case SAME -> Verdict.ACCEPTED;
                case PRESENTATION -> Verdict.PRESENTATION_ERROR;
                case DIFFERENT -> Verdict.WRONG_ANSWER;
            };
            String place = comparison.where();
            String printed = comparison.actual();
            String detail = comparison.same()
                    ? ""
                    : printed.equals("the end") ? place + " is missing" : place + " is '" + printed + "'";
            return Finding.of(verdict, run, detail).withExpected(comparison.expected());
        }
    }

    record ByChecker(Checker checker) implements Grader {
        @Override
        public Finding grade(Plan.StdioCase one, Run run, Runs runs) {
            return checker.grade(one.input(), one.answer(), run, runs);
        }
    }

    @Override
    public String name(int index) {
        return plan.cases().get(index).name();
    }

    @Override
    public Finding run(int index, Runs runs) {
        Plan.StdioCase one = plan.cases().get(index);
        // Whoever prints the answer and as much again must not be stopped by a limit made for other problems.
        long output = Math.max(limits.outputBytes(), 2L * one.answer().length + Limits.MIB);
        Run run = runs.run(program, RunRequest.of(one.input(), limits.withOutput(output)));
        Optional<Finding> broken = runs.unlessClean(run);
        return broken.isPresent() ? broken.get() : grader.grade(one, run, runs);
    }

    @Override
    public boolean trusted() {
        return true;
    }
}
