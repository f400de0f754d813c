package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.judge.SuiteReader;
import dev.assay.code.judge.TestResult;
import dev.assay.code.run.Language;
import dev.assay.code.verdict.Verdict;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Scores rollouts of the task {@code code}. */
final class CodeScorer {
    private final Judge judge;
    private final CodeSettings settings;

    CodeScorer(Judge judge, CodeSettings settings) {
        this.judge = judge;
        this.settings = settings;
    }

    /** What has to be judged for a rollout; equal questions have equal answers. */
    record Question(String code, Reference.Code reference, List<String> helpers) {}

    /** The question of a rollout, or the outcome where there is nothing to judge. */
    sealed interface Reading {
        record Asks(Question question) implements Reading {}

        record Answered(Outcome outcome) implements Reading {}
    }

    Reading read(Rollout rollout) {
        if (!(rollout.reference() instanceof Reference.Code reference)) {
            return answered(Outcome.unscorable(ReasonCode.NO_REFERENCE, "a reference of the kind 'code' is needed"));
        }
        Optional<Language> language = judge.sandbox().language(reference.language());
        if (language.isEmpty()) {
            return answered(Outcome.unscorable(
                    ReasonCode.REFERENCE_UNREADABLE, "unknown language '" + reference.language() + "'"));
        }
        if (!language.get().available()) {
            return answered(Outcome.failed(
                    ReasonCode.NO_TOOLCHAIN,
                    language.get().name() + " is not here: " + language.get().install()));
        }
        CodeExtraction extraction = new CodeExtraction(names(language.get()), settings.unfenced());
        return switch (extraction.extract(rollout.judged(), rollout.prefilledThink())) {
            case Extraction.Missing(ReasonCode reason, String detail) ->
                answered(Outcome.scored(0, reason, detail));
            case Extraction.Found(String code) ->
                new Reading.Asks(new Question(code, reference, helpers(rollout, reference)));
        };
    }

    Outcome answer(Question question, Deadline deadline) {
        Suite suite;
        try {
            suite = SuiteReader.read(question.reference(), question.helpers(), settings.scoring());
        } catch (IllegalArgumentException e) {
            return Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, String.valueOf(e.getMessage()));
        }
        Submission submission = new Submission(question.reference().language(), question.code());
        String key = Integer.toHexString(question.reference().hashCode());
        return outcome(judge.judge(submission, suite, settings.order(), key, deadline));
    }

    private Outcome outcome(Judgement judgement) {
        return switch (judgement.cause()) {
            case PROGRAM -> scored(judgement);
            case SANDBOX -> Outcome.failed(ReasonCode.SANDBOX_TROUBLE, judgement.message());
            case DEADLINE -> Outcome.timeout(ReasonCode.DEADLINE, judgement.message());
            case REFERENCE -> Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, judgement.message());
        };
    }

    private Outcome scored(Judgement judgement) {
        String trust = judgement.trusted() ? "" : " (judged by exit code)";
        if (judgement.accepted()) {
            return Outcome.scored(
                    judgement.score(), ReasonCode.ACCEPTED, judgement.total() + " of " + judgement.total() + trust);
        }
        if (judgement.verdict() == Verdict.COMPILE_ERROR) {
            return Outcome.scored(0, ReasonCode.COMPILE_ERROR, judgement.message());
        }
        Optional<TestResult> failed = judgement.firstFailed();
        String evidence = failed.map(this::evidence).orElse("") + trust;
        if (judgement.score() > 0) {
            return Outcome.scored(
                    judgement.score(),
                    ReasonCode.PARTLY_ACCEPTED,
                    judgement.passed() + " of " + judgement.total() + "; " + evidence);
        }
        return Outcome.scored(0, judgement.verdict().reason(), evidence);
    }

    private String evidence(TestResult test) {
        String expected = settings.reveal() && !test.finding().expected().isEmpty()
                ? "; expected " + test.finding().expected()
                : "";
        return test.name() + ": " + test.finding().verdict().code() + ", "
                + test.finding().detail() + expected;
    }

    private static Reading answered(Outcome outcome) {
        return new Reading.Answered(outcome);
    }

    private static Set<String> names(Language language) {
        Set<String> names = new HashSet<>();
        names.add(language.name().toLowerCase(Locale.ROOT));
        language.aliases().forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
        names.add(language.extension().toLowerCase(Locale.ROOT));
        return names;
    }

    /** The prompt's own text and the code in it, which assertions may build on. */
    private static List<String> helpers(Rollout rollout, Reference.Code reference) {
        if (!(reference.tests() instanceof Reference.CodeTests.Asserts) || rollout.prompt().isEmpty()) {
            return List.of();
        }
        String prompt = rollout.prompt().map(Text::whole).orElse("");
        List<String> helpers = new ArrayList<>();
        helpers.add(prompt);
        if (new CodeExtraction(Set.of("python", "py"), false).extract(prompt, false)
                instanceof Extraction.Found(String code)) {
            helpers.add(code);
        }
        return helpers;
    }
}
