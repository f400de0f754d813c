package dev.assay.code.judge;

import dev.assay.code.call.AssertsRun;
import dev.assay.code.call.Drivers;
import dev.assay.code.call.FunctionCall;
import dev.assay.code.checker.Checker;
import dev.assay.code.checker.Interaction;
import dev.assay.code.run.Language;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Sandbox;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Makes submissions ready for the plan of their suite. */
final class Modes {
    /** Checkers and interactors are the problem's own, so they get room. */
    private static final Limits JURY = Limits.defaults().withCpu(Duration.ofSeconds(20));

    private final Sandbox sandbox;

    Modes(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    Opening open(Submission submission, Suite suite) {
        Optional<Language> language = sandbox.language(submission.language());
        if (language.isEmpty() || !language.get().available()) {
            return over(Cause.REFERENCE, "the language '" + submission.language() + "' is not here");
        }
        String name = language.get().name();
        return switch (suite.plan()) {
            case Plan.Stdio stdio -> stdio(submission, stdio, suite.limits());
            case Plan.Call call ->
                Drivers.candidate(name)
                        .map(driver -> ready(
                                driver,
                                prepared -> new Opening.Open(new Call(
                                        call,
                                        new FunctionCall(
                                                prepared, submission.code(), call.function(), suite.limits())))))
                        .orElseGet(() -> over(Cause.REFERENCE, "functions of " + name + " cannot be called"));
            case Plan.Asserts asserts -> {
                if (!name.equals("python")) {
                    yield script(submission, new Plan.Script(asserts.source()), name, suite.limits());
                }
                yield ready(
                        Drivers.candidate(name).orElseThrow(),
                        candidate -> ready(
                                Drivers.assertions(),
                                assertions -> new Opening.Open(new Asserts(
                                        asserts,
                                        new AssertsRun(candidate, assertions, submission.code(), suite.limits())))));
            }
            case Plan.Script script -> script(submission, script, name, suite.limits());
        };
    }

    private Opening stdio(Submission submission, Plan.Stdio stdio, Limits limits) {
        return submitted(Program.of(submission.language(), submission.code()), program -> switch (stdio.grading()) {
            case Plan.Grading.Compared(var comparer) ->
                new Opening.Open(new StdioMode(stdio, program, limits, new StdioMode.ByComparer(comparer)));
            case Plan.Grading.Checked(Program checker) ->
                ready(
                        checker,
                        prepared -> new Opening.Open(new StdioMode(
                                stdio, program, limits, new StdioMode.ByChecker(new Checker(prepared, JURY)))));
            case Plan.Grading.Interactive(Program interactor) ->
                ready(
                        interactor,
                        prepared -> new Opening.Open(
                                new Interactive(stdio, program, limits, new Interaction(prepared, JURY))));
        });
    }

    private Opening script(Submission submission, Plan.Script script, String language, Limits limits) {
        ScriptText text = ScriptText.of(language, submission.code(), script.source());
        return submitted(
                Program.of(submission.language(), text.program()),
                program -> new Opening.Open(new Script(program, text, limits)));
    }

    /** A program of the submission's making: that it does not compile is its own doing. */
    private Opening submitted(Program program, Function<Prepared, Opening> then) {
        return switch (sandbox.prepare(program)) {
            case Preparation.Ready(Prepared prepared) -> then.apply(prepared);
            case Preparation.CompileError(String message) -> new Opening.Over(compileError(message));
            case Preparation.Trouble(String why) -> over(Cause.SANDBOX, why);
        };
    }

    /** A program of ours or of the problem. */
    private Opening ready(Program program, Function<Prepared, Opening> then) {
        return switch (sandbox.prepare(program)) {
            case Preparation.Ready(Prepared prepared) -> then.apply(prepared);
            case Preparation.CompileError(String message) ->
                over(Cause.REFERENCE, "the problem's own program does not compile: " + message);
            case Preparation.Trouble(String why) -> over(Cause.SANDBOX, why);
        };
    }

    private static Finding compileError(String message) {
        return new Finding(Verdict.COMPILE_ERROR, Cause.PROGRAM, 0, Duration.ZERO, Duration.ZERO, 0, message, "");
    }

    private static Opening over(Cause cause, String why) {
        return new Opening.Over(Finding.internal(cause, why));
    }

    private record Interactive(Plan.Stdio plan, Prepared program, Limits limits, Interaction interaction)
            implements Mode {
        @Override
        public String name(int index) {
            return plan.cases().get(index).name();
        }

        @Override
        public Finding run(int index, Runs runs) {
            Plan.StdioCase one = plan.cases().get(index);
            return runs.paired(() -> interaction.hold(program, limits, one.input(), one.answer(), runs));
        }

        @Override
        public boolean trusted() {
            return true;
        }
    }

    private record Call(Plan.Call plan, FunctionCall function) implements Mode {
        @Override
        public String name(int index) {
            return "call " + (index + 1);
        }

        @Override
        public Finding run(int index, Runs runs) {
            Plan.CallCase one = plan.cases().get(index);
            return function.call(one.args(), one.expected(), plan.equality(), runs);
        }

        @Override
        public boolean trusted() {
            return true;
        }
    }

    private record Asserts(Plan.Asserts plan, AssertsRun asserts) implements Mode {
        @Override
        public String name(int index) {
            return "asserts";
        }

        @Override
        public Finding run(int index, Runs runs) {
            return runs.paired(() -> asserts.run(plan.source(), plan.entry(), plan.helpers(), runs));
        }

        @Override
        public boolean trusted() {
            return true;
        }
    }

    private record Script(Prepared program, ScriptText text, Limits limits) implements Mode {
        @Override
        public String name(int index) {
            return "script";
        }

        @Override
        public Finding run(int index, Runs runs) {
            return text.read(runs.run(program, dev.assay.code.run.RunRequest.with(limits)), runs);
        }

        @Override
        public boolean trusted() {
            return false;
        }
    }
}
