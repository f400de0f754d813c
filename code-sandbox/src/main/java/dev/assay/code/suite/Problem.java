package dev.assay.code.suite;

import dev.assay.code.judge.Submission;
import dev.assay.code.run.Limits;
import java.util.List;
import java.util.Optional;

/**
 * What a suite is built of.
 *
 * @param language of the suite's reference
 * @param generators programs that print one input each time
 * @param inputs made by hand
 * @param validator reads an input and ends with exit code 0 where it is one
 * @param correct submissions that are known to be right, at least one
 * @param wrong submissions that are known to be wrong or too slow
 * @param checker the object {@code checker} of a reference
 */
public record Problem(
        String language,
        List<Generator> generators,
        List<String> inputs,
        Optional<Submission> validator,
        List<Submission> correct,
        List<Submission> wrong,
        Optional<String> checker,
        Limits limits) {
    public Problem {
        generators = List.copyOf(generators);
        inputs = List.copyOf(inputs);
        correct = List.copyOf(correct);
        wrong = List.copyOf(wrong);
        if (correct.isEmpty()) {
            throw new IllegalArgumentException("at least one correct submission is needed");
        }
        if (generators.isEmpty() && inputs.isEmpty()) {
            throw new IllegalArgumentException("generators or inputs are needed");
        }
    }

    /**
     * A program that prints an input; its only argument is the number of the run, from 1.
     *
     * @param runs how often it runs
     */
    public record Generator(Submission program, int runs) {
        public Generator {
            if (runs < 1 || runs > 10_000) {
                throw new IllegalArgumentException("a generator runs 1 to 10000 times");
            }
        }
    }
}
