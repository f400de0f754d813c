package dev.assay.code.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.JudgeRoom;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Language;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.codec.RolloutReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CodeFunctionTest {
    private static final String SUM =
            "\"stdio\":[{\"input\":\"1 2\",\"output\":\"3\"},{\"input\":\"5 6\",\"output\":\"11\"}]";

    @BeforeAll
    static void python() {
        JudgeRoom.needs("python");
    }

    private static Rollout rollout(String code, String tests) {
        String json = "{\"id\":\"r\",\"task\":\"code\",\"completion\":\"<think>hm</think>\\n```python\\n"
                + code.replace("\n", "\\n").replace("\"", "\\\"") + "\\n```\","
                + "\"reference\":{\"code\":{\"language\":\"python\",\"timeLimitMs\":2000," + tests + "}}}";
        return RolloutReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome score(Settings settings, Rollout rollout) {
        return new CodeFunction(() -> JudgeRoom.JUDGE)
                .configure(settings)
                .score(rollout, Deadline.after(Duration.ofSeconds(60)));
    }

    private static Outcome score(String code, String tests) {
        return score(Settings.NONE, rollout(code, tests));
    }

    @Test
    void aRightProgramIsWorthOne() {
        Outcome outcome = score("print(sum(map(int, input().split())))", SUM);
        assertThat(outcome).isEqualTo(Outcome.scored(1, ReasonCode.ACCEPTED, "2 of 2"));
    }

    @Test
    void theFirstFailingTestIsTheEvidenceWithoutTheExpectedOutput() {
        Rollout wrong = rollout("print(3)", SUM);
        assertThat(score(Settings.NONE, wrong))
                .isEqualTo(Outcome.scored(0, ReasonCode.WRONG_OUTPUT, "test 2: WA, token 1 is '3'"));
        assertThat(score(Settings.of("reveal", true), wrong).evidence()).endsWith("expected 11");
    }

    @Test
    void creditMayBeAFraction() {
        assertThat(score(Settings.of("credit", "fraction"), rollout("print(3)", SUM)))
                .isEqualTo(Outcome.scored(0.5, ReasonCode.PARTLY_ACCEPTED, "1 of 2; test 2: WA, token 1 is '3'"));
    }

    @Test
    void whatTheModelDidIsAlwaysScored() {
        assertThat(score("while True: pass", SUM).reason()).isEqualTo(ReasonCode.TIME_LIMIT);
        assertThat(score("import sys; sys.exit(1)", SUM).reason()).isEqualTo(ReasonCode.RUNTIME_ERROR);
        Outcome none = score(Settings.NONE, Rollout.builder("r", "code", "I cannot.")
                .reference(rollout("x", SUM).reference())
                .build());
        assertThat(none).isEqualTo(Outcome.scored(0, ReasonCode.NO_CODE, "there is no fenced code"));
    }

    @Test
    void anUnusableReferenceIsUnscorable() {
        assertThat(score(Settings.NONE, Rollout.of("r", "code", "```python\n1\n```")).label())
                .isEqualTo("UNSCORABLE");
        assertThat(score("def f(): pass", "\"asserts\":\"def check(:\"").label()).isEqualTo("UNSCORABLE");
        assertThat(score("x", SUM + ",\"checker\":{\"kind\":\"magic\"}").label()).isEqualTo("UNSCORABLE");
        assertThat(score("x", "\"stdio\":[]").label()).isEqualTo("UNSCORABLE");
    }

    @Test
    void failFirstChangesNoValue() {
        for (String order : List.of("suite", "fail-first")) {
            assertThat(score(Settings.of("order", order), rollout("print(3)", SUM))
                            .value())
                    .hasValue(0);
        }
    }

    @Test
    void unknownSettingsAreRefused() {
        assertThatThrownBy(() -> new CodeFunction().configure(Settings.of("speed", 9)))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("speed");
    }

    @Test
    void equalProgramsOfAGroupAreJudgedOnce() {
        CountingSandbox counting = new CountingSandbox(JudgeRoom.JUDGE.sandbox(), false);
        List<Rollout> group = Collections.nCopies(8, rollout("print(3)", SUM));
        List<Outcome> outcomes = new CodeFunction(() -> new Judge(counting))
                .configure(Settings.NONE)
                .scoreAll(group, Deadline.after(Duration.ofSeconds(60)));
        assertThat(outcomes).hasSize(8);
        assertThat(outcomes.stream().distinct()).hasSize(1);
        assertThat(counting.runs.get()).isEqualTo(2);
    }

    @Test
    void aSandboxThatFailsIsTriedAgainAndNeverAZero() {
        CountingSandbox failing = new CountingSandbox(JudgeRoom.JUDGE.sandbox(), true);
        Outcome outcome = new CodeFunction(() -> new Judge(failing))
                .configure(Settings.NONE)
                .score(rollout("print(3)", SUM), Deadline.after(Duration.ofSeconds(60)));
        assertThat(outcome).isEqualTo(Outcome.failed(ReasonCode.SANDBOX_TROUBLE, "pulled the plug"));
        assertThat(failing.runs.get()).isEqualTo(3);
        Outcome none = new CodeFunction(() -> {
                    throw new AssayException(ErrorCode.CONFIGURATION, "no box");
                })
                .configure(Settings.NONE)
                .score(rollout("print(3)", SUM), Deadline.after(Duration.ofSeconds(60)));
        assertThat(none.label()).isEqualTo("FAILED");
    }

    @Test
    void aDeadlineThatIsOverIsATimeout() {
        Outcome outcome = new CodeFunction(() -> JudgeRoom.JUDGE)
                .configure(Settings.NONE)
                .score(rollout("print(3)", SUM), Deadline.after(Duration.ZERO));
        assertThat(outcome.label()).isEqualTo("TIMEOUT");
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(RewardFunction.class).stream().map(ServiceLoader.Provider::type))
                .contains(CodeFunction.class);
        assertThat(new CodeFunction().owns("code")).isTrue();
        assertThat(new CodeFunction().owns("repair")).isTrue();
        assertThat(new CodeFunction().owns("math")).isFalse();
    }

    /** A real sandbox that counts runs, and may lose every one of them. */
    private record CountingSandbox(Sandbox real, boolean failing, AtomicInteger runs) implements Sandbox {
        CountingSandbox(Sandbox real, boolean failing) {
            this(real, failing, new AtomicInteger());
        }

        @Override
        public BoxReport report() {
            return real.report();
        }

        @Override
        public List<Language> languages() {
            return real.languages();
        }

        @Override
        public Optional<Language> language(String name) {
            return real.language(name);
        }

        @Override
        public Preparation prepare(Program program) {
            return real.prepare(program);
        }

        @Override
        public Run run(Prepared program, RunRequest request) {
            runs.incrementAndGet();
            return failing ? Run.trouble("pulled the plug") : real.run(program, request);
        }

        @Override
        public Conversation open(Prepared program, RunRequest request) {
            return real.open(program, request);
        }

        @Override
        public void close() {}
    }
}
