package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.code.judge.Judge;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.reward.SharedJudge;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Language;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.gateway.rest.Answer;
import dev.assay.reward.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the tests of the doors share: a sandbox, requests as text, answers as trees. */
final class Door {
    static final Sandbox SANDBOX = open();

    static final ProgramRuns RUNS = runs(SANDBOX);

    private Door() {}

    /** The best that works here; our own programs run in it, so that no isolation is needed. */
    private static Sandbox open() {
        try {
            return SharedJudge.get().sandbox();
        } catch (AssayException e) {
            return Sandboxes.open("none");
        }
    }

    static ProgramRuns runs(Sandbox sandbox) {
        return new ProgramRuns(() -> sandbox, new Turnstile(2, 100, 100), CodeLimits.defaults());
    }

    static Judging judging() {
        Judge judge = new Judge(SANDBOX);
        return new Judging(() -> judge, new Turnstile(2, 100, 100), CodeLimits.defaults());
    }

    static void need(String language) {
        assumeTrue(RUNS.language(language).isPresent(), "skipped: no tools for " + language + " here");
    }

    static byte[] body(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode tree(Answer answer) {
        try {
            return Asked.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8), e);
        }
    }

    static JsonNode ok(Answer answer) {
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return tree(answer);
    }

    /** A sandbox whose every run fails on our side. */
    static final class Broken implements Sandbox {
        int asked;

        @Override
        public BoxReport report() {
            return SANDBOX.report();
        }

        @Override
        public List<Language> languages() {
            return SANDBOX.languages();
        }

        @Override
        public Optional<Language> language(String name) {
            return Optional.of(new Language("python", List.of(), Optional.of("3"), "py", ""));
        }

        @Override
        public Preparation prepare(Program program) {
            return new Preparation.Ready(new Prepared("python", "00", program.files()));
        }

        @Override
        public Run run(Prepared program, RunRequest request) {
            asked++;
            return Run.trouble("the box is gone");
        }

        @Override
        public Conversation open(Prepared program, RunRequest request) {
            throw new UnsupportedOperationException("no form speaks with programs");
        }

        @Override
        public void close() {}
    }
}
