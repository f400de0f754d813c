package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.compare.TokenRule;
import dev.assay.code.compare.Tokens;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Plan;
import dev.assay.code.judge.Scoring;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.run.Limits;
import dev.assay.gateway.rest.Answer;
import dev.assay.reward.AssayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /test_program} and {@code /test_program_stdio} as open-instruct's own service answers them: a 1 or 0 for
 * each test, with its seconds. The assertions of {@code /test_program} run apart from the program, each with a fresh
 * run of it.
 */
public final class OpenInstruct {
    private static final String PYTHON = "python";

    private final Judging judging;

    OpenInstruct(Judging judging) {
        this.judging = judging;
    }

    /** A program against assertions. */
    public Answer testProgram(String caller, byte[] body) {
        return Answers.orFailure(() -> asserts(caller, Asked.of(body)), OpenInstruct::failure);
    }

    /** A program against inputs and outputs. */
    public Answer testProgramStdio(String caller, byte[] body) {
        return Answers.orFailure(() -> stdio(caller, Asked.of(body)), OpenInstruct::failure);
    }

    private static Answer failure(AssayException failure) {
        return Answers.failure(failure, "detail");
    }

    private Answer asserts(String caller, Asked asked) {
        Submission submission = new Submission(PYTHON, asked.need("program"));
        Limits limits = limits(asked);
        List<Judgement> judgements = new ArrayList<>();
        for (JsonNode test : tests(asked)) {
            if (!test.isTextual()) {
                throw asked.invalid("tests", "must be a list of assertions");
            }
            Plan plan = new Plan.Asserts(test.textValue(), Optional.empty(), List.of());
            judgements.add(judging.judge(caller, submission, new Suite(plan, new Scoring.AllOrNothing(), limits)));
        }
        ObjectNode answer = Asked.JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        ArrayNode runtimes = answer.putArray("runtimes");
        for (Judgement judgement : judgements) {
            results.add(judgement.accepted() ? 1 : 0);
            runtimes.add(judgement.tests().isEmpty() ? 0 : seconds(judgement, 0));
        }
        return Answers.json(answer);
    }

    private Answer stdio(String caller, Asked asked) {
        List<Plan.StdioCase> cases = new ArrayList<>();
        for (JsonNode test : tests(asked)) {
            Asked one = Asked.of(test, "tests[" + cases.size() + "]");
            cases.add(new Plan.StdioCase(
                    "test " + (cases.size() + 1), utf8(one.need("input")), utf8(one.need("output"))));
        }
        Plan plan = new Plan.Stdio(cases, new Plan.Grading.Compared(new Tokens(new TokenRule.Strict())));
        Judgement judgement = judging.judge(
                caller,
                new Submission(PYTHON, asked.need("program")),
                new Suite(plan, new Scoring.Fraction(), limits(asked)));
        ObjectNode answer = Asked.JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        ArrayNode runtimes = answer.putArray("runtimes");
        for (int i = 0; i < cases.size(); i++) {
            // A program that cannot be compiled has no tests that ran.
            boolean ran = i < judgement.tests().size();
            results.add(ran && judgement.tests().get(i).finding().credit() == 1 ? 1 : 0);
            runtimes.add(ran ? seconds(judgement, i) : 0);
        }
        return Answers.json(answer);
    }

    private static double seconds(Judgement judgement, int test) {
        return judgement.tests().get(test).finding().cpu().toNanos() / 1e9;
    }

    private Limits limits(Asked asked) {
        Duration time = asked.time("max_execution_time", 1).orElse(Duration.ofSeconds(1));
        Duration longest = judging.limits().longest();
        return Limits.defaults().withCpu(time.compareTo(longest) > 0 ? longest : time);
    }

    private static List<JsonNode> tests(Asked asked) {
        JsonNode given = asked.node("tests").orElseThrow(() -> asked.invalid("tests", "is missing"));
        List<JsonNode> tests = new ArrayList<>();
        PackedTests.read(given)
                .orElseThrow(() -> asked.invalid("tests", "is no list of tests, plain or packed"))
                .forEach(tests::add);
        if (tests.isEmpty()) {
            throw asked.invalid("tests", "is empty");
        }
        return tests;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
