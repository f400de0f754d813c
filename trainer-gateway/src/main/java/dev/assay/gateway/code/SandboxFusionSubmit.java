package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.compare.TokenRule;
import dev.assay.code.compare.Tokens;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Plan;
import dev.assay.code.judge.Scoring;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.judge.TestResult;
import dev.assay.code.reward.CodeExtraction;
import dev.assay.code.reward.Extraction;
import dev.assay.code.run.Language;
import dev.assay.code.run.Limits;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Verdict;
import dev.assay.gateway.rest.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /submit} as SandboxFusion answers it, for data that comes with the request ({@code provided_data}):
 * {@code CommonOJDataset} with inputs and outputs, and {@code AutoEvalDataset} with a text of assertions. Outputs are
 * compared token by token, integers exactly; assertions of Python run apart from the program, those of other languages
 * behind it, judged by the exit code.
 */
public final class SandboxFusionSubmit {
    private final ProgramRuns runs;
    private final Judging judging;

    SandboxFusionSubmit(ProgramRuns runs, Judging judging) {
        this.runs = runs;
        this.judging = judging;
    }

    /** Judges a completion. */
    public Answer submit(String caller, byte[] body) {
        return Answers.orFailure(() -> judged(caller, Asked.of(body)), SandboxFusion::failure);
    }

    private Answer judged(String caller, Asked asked) {
        Asked config = asked.object("config").orElseThrow(() -> asked.invalid("config", "is missing"));
        String named = config.text("language").orElse("python");
        Language language = runs.language(SandboxFusion.language(named))
                .orElseThrow(() -> config.invalid("language", "'" + named + "' is not here"));
        Asked row = config.object("provided_data")
                .orElseThrow(() -> config.invalid("provided_data", "is missing; no data sets are stored here"));
        Plan plan = plan(config, row, language);
        ObjectNode answer = Asked.JSON.createObjectNode();
        asked.node("id").ifPresent(id -> answer.set("id", id));
        switch (extract(asked.need("completion"), language)) {
            case Extraction.Missing missing -> {
                answer.put("accepted", false)
                        .put("extracted_code", "")
                        .put("full_code", "")
                        .put("test_code", "");
                answer.putArray("tests");
                answer.put("extracted_type", "empty");
            }
            case Extraction.Found(String code) -> {
                Suite suite = new Suite(plan, new Scoring.Fraction(), limits(config));
                Judgement judgement = judging.judge(caller, new Submission(language.name(), code), suite);
                answer.put("accepted", judgement.accepted())
                        .put("extracted_code", code)
                        .put("full_code", code);
                answer.put(
                        "test_code",
                        plan instanceof Plan.Stdio ? "" : row.text("test").orElse(""));
                tests(answer.putArray("tests"), judgement);
                answer.put("extracted_type", "fenced");
            }
        }
        answer.putObject("extra");
        return Answers.json(answer);
    }

    private static Extraction extract(String completion, Language language) {
        Set<String> names = new HashSet<>(language.aliases());
        names.add(language.name());
        return new CodeExtraction(names, true).extract(completion, false);
    }

    private static Plan plan(Asked config, Asked row, Language language) {
        String type = config.text("dataset_type").orElse("CommonOJDataset");
        switch (type) {
            case "CommonOJDataset" -> {
                List<Plan.StdioCase> cases = new ArrayList<>();
                for (Asked test : row.objects("test")) {
                    cases.add(new Plan.StdioCase(
                            "test " + (cases.size() + 1),
                            part(test, "input", "stdin"),
                            part(test, "output", "stdout")));
                }
                if (cases.isEmpty()) {
                    throw row.invalid("test", "is missing or empty");
                }
                return new Plan.Stdio(cases, new Plan.Grading.Compared(new Tokens(new TokenRule.Strict())));
            }
            case "AutoEvalDataset" -> {
                String source = row.need("test");
                return language.name().equals("python")
                        ? new Plan.Asserts(source, Optional.empty(), List.of())
                        : new Plan.Script(source);
            }
            default -> throw config.invalid("dataset_type", "must be CommonOJDataset or AutoEvalDataset, not " + type);
        }
    }

    private static byte[] part(Asked test, String side, String stream) {
        return test.object(side)
                .flatMap(streams -> streams.text(stream))
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Limits limits(Asked config) {
        Duration time = config.time("run_timeout", 1).orElse(judging.limits().time());
        Duration longest = judging.limits().longest();
        return Limits.defaults().withCpu(time.compareTo(longest) > 0 ? longest : time);
    }

    private static void tests(ArrayNode out, Judgement judgement) {
        if (judgement.verdict() == Verdict.COMPILE_ERROR) {
            ObjectNode test = out.addObject().put("passed", false);
            ObjectNode info = test.putObject("exec_info");
            info.put("status", "Failed").put("message", "");
            info.putObject("compile_result")
                    .put("status", "Finished")
                    .put("return_code", 1)
                    .put("stderr", judgement.message());
            info.putNull("run_result");
            test.putObject("test_info");
            return;
        }
        for (TestResult result : judgement.tests()) {
            Finding finding = result.finding();
            boolean passed = finding.verdict() == Verdict.ACCEPTED;
            boolean ended = passed || finding.verdict() == Verdict.WRONG_ANSWER;
            ObjectNode test = out.addObject().put("passed", passed);
            ObjectNode info = test.putObject("exec_info");
            info.put("status", ended ? "Success" : "Failed").put("message", finding.detail());
            info.putNull("compile_result");
            ObjectNode run = info.putObject("run_result");
            boolean late = finding.verdict() == Verdict.TIME_LIMIT || finding.verdict() == Verdict.IDLE;
            run.put("status", late ? "TimeLimitExceeded" : "Finished");
            run.put("execution_time", finding.wall().toNanos() / 1e9);
            if (late) {
                run.putNull("return_code");
            } else {
                run.put("return_code", ended ? 0 : 1);
            }
            run.put("stdout", "").put("stderr", ended ? "" : finding.detail());
            test.putObject("test_info").put("name", result.name());
        }
    }
}
