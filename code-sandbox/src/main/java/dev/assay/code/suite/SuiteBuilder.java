package dev.assay.code.suite;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Plan;
import dev.assay.code.judge.Scoring;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.judge.SuiteReader;
import dev.assay.code.judge.TestResult;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.code.verdict.Verdict;
import dev.assay.reward.Deadline;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Builds suites of tests for standard input and output. */
public final class SuiteBuilder {
    private static final int LARGEST_INPUT = 16 << 20;

    private final Judge judge;
    private final Sandbox sandbox;

    public SuiteBuilder(Judge judge) {
        this.judge = judge;
        this.sandbox = judge.sandbox();
    }

    /**
     * Builds a suite.
     *
     * @param most the most tests that are kept
     * @param progress hears a line about each step
     * @throws IllegalArgumentException where a program of the problem cannot be used at all, with why
     */
    public BuiltSuite build(Problem problem, int most, Deadline deadline, Consumer<String> progress) {
        Tally tally = new Tally();
        List<String> inputs = inputs(problem, tally);
        progress.accept(inputs.size() + " inputs");
        List<Plan.StdioCase> agreed = agreed(problem, inputs, deadline, tally);
        progress.accept(agreed.size() + " inputs on which all correct submissions agree");
        if (agreed.isEmpty()) {
            return new BuiltSuite(
                    List.of(), tally.made, tally.invalid, tally.crashed, tally.disputed, problem.correct().size(),
                    0, problem.wrong().size(), 0, List.of(), tally.troubles);
        }
        List<BitSet> catches = new ArrayList<>();
        agreed.forEach(_ -> catches.add(new BitSet()));
        for (int index = 0; index < problem.wrong().size(); index++) {
            for (int test : rejecting(problem, agreed, problem.wrong().get(index), deadline, tally)) {
                catches.get(test).set(index);
            }
            progress.accept("wrong submission " + (index + 1) + " of " + problem.wrong().size());
        }
        return chosen(problem, agreed, catches, most, deadline, tally);
    }

    private static final class Tally {
        private int made;
        private int invalid;
        private int crashed;
        private int disputed;
        private int troubles;
    }

    private List<String> inputs(Problem problem, Tally tally) {
        Set<String> inputs = new LinkedHashSet<>(problem.inputs());
        for (Problem.Generator generator : problem.generators()) {
            Prepared program = prepared(generator.program(), "a generator");
            for (int number = 1; number <= generator.runs(); number++) {
                Run run = sandbox.run(
                        program, RunRequest.with(Limits.defaults()).withArguments(Integer.toString(number)));
                Optional<String> text = run.succeeded() ? text(run.stdout()) : Optional.empty();
                if (text.isPresent()) {
                    inputs.add(text.get());
                } else {
                    tally.invalid++;
                }
            }
        }
        tally.made = inputs.size();
        if (problem.validator().isEmpty()) {
            return List.copyOf(inputs);
        }
        Prepared validator = prepared(problem.validator().get(), "the validator");
        List<String> valid = new ArrayList<>();
        for (String input : inputs) {
            if (sandbox.run(validator, RunRequest.of(bytes(input), Limits.defaults())).succeeded()) {
                valid.add(input);
            } else {
                tally.invalid++;
            }
        }
        return valid;
    }

    /** Phase one: what all correct submissions answer alike; the first one's answer is the expected output. */
    private List<Plan.StdioCase> agreed(Problem problem, List<String> inputs, Deadline deadline, Tally tally) {
        Prepared first = prepared(problem.correct().getFirst(), "the first correct submission");
        List<Plan.StdioCase> answered = new ArrayList<>();
        for (String input : inputs) {
            Run run = sandbox.run(first, RunRequest.of(bytes(input), problem.limits()));
            if (run.succeeded() && text(run.stdout()).isPresent()) {
                answered.add(new Plan.StdioCase("test " + (answered.size() + 1), bytes(input), run.stdout()));
            } else {
                tally.crashed++;
            }
        }
        BitSet out = new BitSet();
        for (Submission other : problem.correct().subList(1, problem.correct().size())) {
            if (answered.isEmpty()) {
                break;
            }
            for (TestResult test : results(problem, answered, other, deadline, tally)) {
                int index = test.number() - 1;
                Verdict verdict = test.finding().verdict();
                if (verdict != Verdict.ACCEPTED && !out.get(index)) {
                    out.set(index);
                    if (verdict == Verdict.WRONG_ANSWER || verdict == Verdict.PRESENTATION_ERROR) {
                        tally.disputed++;
                    } else {
                        tally.crashed++;
                    }
                }
            }
        }
        List<Plan.StdioCase> agreed = new ArrayList<>();
        for (int index = 0; index < answered.size(); index++) {
            if (!out.get(index)) {
                agreed.add(answered.get(index));
            }
        }
        return agreed;
    }

    private List<TestResult> results(
            Problem problem, List<Plan.StdioCase> cases, Submission submission, Deadline deadline, Tally tally) {
        Judgement judgement = judge.judgeAll(submission, suite(problem, cases), deadline);
        return switch (judgement.cause()) {
            case PROGRAM -> {
                if (judgement.verdict() == Verdict.COMPILE_ERROR) {
                    throw new IllegalArgumentException("a correct submission does not compile: " + judgement.message());
                }
                yield judgement.tests();
            }
            case SANDBOX, DEADLINE -> {
                tally.troubles++;
                yield List.of();
            }
            case REFERENCE -> throw new IllegalArgumentException(judgement.message());
        };
    }

    /** The tests, by index, that reject a submission. */
    private List<Integer> rejecting(
            Problem problem, List<Plan.StdioCase> cases, Submission submission, Deadline deadline, Tally tally) {
        Judgement judgement = judge.judgeAll(submission, suite(problem, cases), deadline);
        return switch (judgement.cause()) {
            case PROGRAM -> {
                if (judgement.verdict() == Verdict.COMPILE_ERROR) {
                    List<Integer> all = new ArrayList<>();
                    for (int index = 0; index < cases.size(); index++) {
                        all.add(index);
                    }
                    yield all;
                }
                yield judgement.tests().stream()
                        .filter(test -> test.finding().verdict() != Verdict.ACCEPTED)
                        .map(test -> test.number() - 1)
                        .toList();
            }
            case SANDBOX, DEADLINE -> {
                tally.troubles++;
                yield List.of();
            }
            case REFERENCE -> throw new IllegalArgumentException(judgement.message());
        };
    }

    /** Phase two: greedily, the test that catches most of what is not caught yet; then all others that catch something. */
    private BuiltSuite chosen(
            Problem problem,
            List<Plan.StdioCase> cases,
            List<BitSet> catches,
            int most,
            Deadline deadline,
            Tally tally) {
        List<Integer> kept = new ArrayList<>();
        BitSet caught = new BitSet();
        while (kept.size() < Math.min(most, cases.size())) {
            int best = -1;
            int gain = problem.wrong().isEmpty() ? -1 : 0;
            for (int index = 0; index < cases.size(); index++) {
                BitSet fresh = (BitSet) catches.get(index).clone();
                fresh.andNot(caught);
                if (!kept.contains(index) && fresh.cardinality() > gain) {
                    best = index;
                    gain = fresh.cardinality();
                }
            }
            if (best < 0) {
                break;
            }
            kept.add(best);
            caught.or(catches.get(best));
        }
        List<Integer> others = new ArrayList<>();
        for (int index = 0; index < cases.size(); index++) {
            if (!kept.contains(index) && !catches.get(index).isEmpty()) {
                others.add(index);
            }
        }
        others.sort(Comparator.comparingInt((Integer index) -> -catches.get(index).cardinality()));
        for (int index : others.subList(0, Math.min(others.size(), most - kept.size()))) {
            kept.add(index);
        }
        List<BuiltSuite.Test> tests = new ArrayList<>();
        List<Plan.StdioCase> chosen = new ArrayList<>();
        for (int index : kept) {
            Plan.StdioCase one = cases.get(index);
            chosen.add(one);
            tests.add(new BuiltSuite.Test(
                    new String(one.input(), StandardCharsets.UTF_8),
                    new String(one.answer(), StandardCharsets.UTF_8),
                    catches.get(index).cardinality()));
        }
        List<Integer> uncaught = new ArrayList<>();
        for (int index = 0; index < problem.wrong().size(); index++) {
            if (!caught.get(index)) {
                uncaught.add(index);
            }
        }
        return new BuiltSuite(
                tests,
                tally.made,
                tally.invalid,
                tally.crashed,
                tally.disputed,
                problem.correct().size(),
                accepted(problem, chosen, deadline, tally),
                problem.wrong().size(),
                caught.cardinality(),
                uncaught,
                tally.troubles);
    }

    /** How many correct submissions pass the kept tests when they are judged once more. */
    private int accepted(Problem problem, List<Plan.StdioCase> cases, Deadline deadline, Tally tally) {
        int accepted = 0;
        for (Submission correct : problem.correct()) {
            if (cases.isEmpty() || rejecting(problem, cases, correct, deadline, tally).isEmpty()) {
                accepted++;
            }
        }
        return accepted;
    }

    private static Suite suite(Problem problem, List<Plan.StdioCase> cases) {
        return SuiteReader.stdio(
                cases, problem.checker(), problem.language(), new Scoring.Fraction(), problem.limits());
    }

    private Prepared prepared(Submission submission, String what) {
        return switch (sandbox.prepare(Program.of(submission.language(), submission.code()))) {
            case Preparation.Ready(Prepared program) -> program;
            case Preparation.CompileError(String message) ->
                throw new IllegalArgumentException(what + " does not compile: " + message);
            case Preparation.Trouble(String why) -> throw new IllegalArgumentException(what + ": " + why);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of an output, where it is text of a size that a test can have. */
    private static Optional<String> text(byte[] output) {
        if (output.length > LARGEST_INPUT) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(output))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
