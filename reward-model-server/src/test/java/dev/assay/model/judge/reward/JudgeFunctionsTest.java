package dev.assay.model.judge.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.model.judge.PlayedEndpoint;
import dev.assay.model.judge.endpoint.EndpointSettings;
import dev.assay.model.judge.settings.JudgeSettings;
import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JudgeFunctionsTest {
    private static final String CORRECT = "{\"analysis\": \"the same city\", \"correctness\": \"correct\"}";

    private static Rollout rollout(String completion) {
        return Rollout.builder("r", "general", completion)
                .prompt("Capital of France?")
                .answer("Paris")
                .build();
    }

    private static Judges judges(PlayedEndpoint server) {
        return Judges.of(Map.of("strict", settings(server)));
    }

    private static JudgeSettings settings(PlayedEndpoint server) {
        return new JudgeSettings(server.settings(), 1, 1, 1, 1000, JudgeSettings.Cache.DEFAULT);
    }

    /** How evidence names the judge. */
    private static String label(PlayedEndpoint server) {
        return "judge strict (judge-model " + settings(server).version() + ")";
    }

    private static Outcome score(RewardFunction function, Rollout rollout) {
        return function.configure(Settings.NONE).score(rollout, Deadline.after(Duration.ofMinutes(1)));
    }

    private static Outcome correctness(PlayedEndpoint server, Rollout rollout) {
        try (Judges judges = judges(server)) {
            return score(new CorrectnessFunction(judges), rollout);
        }
    }

    private static Outcome preference(PlayedEndpoint server, Rollout rollout) {
        try (Judges judges = judges(server)) {
            return score(new PreferenceFunction(judges), rollout);
        }
    }

    @Test
    void correctnessIsWhatTheJudgeSaysOfTheFinalAnswer() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            assertThat(heard.section("GIVEN ANSWER")).isEqualTo("Paris, of course");
            heard.say(CORRECT);
        })) {
            assertThat(correctness(server, rollout("<think>Rome?</think><answer>Paris, of course</answer>")))
                    .isEqualTo(Outcome.scored(1, ReasonCode.JUDGE_VERDICT, label(server) + ": the same city"));
        }
    }

    @Test
    void noAnswerAndOneTooLongAreScoredWithoutTheJudge() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say(CORRECT))) {
            assertThat(correctness(server, rollout("<think>Rome? Paris?")))
                    .isEqualTo(Outcome.scored(0, ReasonCode.NO_ANSWER, ""));
            assertThat(correctness(server, rollout("Paris ".repeat(500))))
                    .isInstanceOf(Outcome.Scored.class)
                    .satisfies(outcome -> assertThat(outcome.reason()).isEqualTo(ReasonCode.TOO_COSTLY));
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aReferenceThatTheJudgeCannotBeGivenIsUnscorable() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say(CORRECT))) {
            assertThat(correctness(server, Rollout.of("r", "general", "x")).reason())
                    .isEqualTo(ReasonCode.NO_REFERENCE);
            Rollout huge = Rollout.builder("r", "general", "x")
                    .answer("Paris ".repeat(500))
                    .build();
            assertThat(correctness(server, huge))
                    .isInstanceOf(Outcome.Unscorable.class)
                    .satisfies(outcome -> assertThat(outcome.reason()).isEqualTo(ReasonCode.INPUT_TOO_LONG));
        }
    }

    @Test
    void aChoiceIsShownWithItsOptions() throws IOException {
        Rollout rollout = Rollout.builder("r", "choice", "The second city")
                .reference(new Reference.Choice("B", Map.of("B", "Paris")))
                .build();
        try (var server = new PlayedEndpoint(heard -> {
            assertThat(heard.section("REFERENCE")).isEqualTo("The right option is B.\nB: Paris");
            heard.say(CORRECT);
        })) {
            assertThat(correctness(server, rollout).value()).hasValue(1);
        }
    }

    @Test
    void whatTheJudgeCouldNotSayIsNeverAValue() throws IOException {
        try (var refused = new PlayedEndpoint(heard -> heard.send(403, ""));
                var wordless = new PlayedEndpoint(heard -> heard.say("hm"));
                var silent = new PlayedEndpoint(PlayedEndpoint.Heard::hang)) {
            for (PlayedEndpoint server : List.of(refused, wordless)) {
                assertThat(correctness(server, rollout("Paris")))
                        .isInstanceOf(Outcome.Failed.class)
                        .satisfies(outcome -> assertThat(outcome.reason()).isEqualTo(ReasonCode.REMOTE_INVALID));
                assertThat(preference(server, rollout("Paris"))).isInstanceOf(Outcome.Failed.class);
            }
            try (Judges judges = judges(silent)) {
                for (RewardFunction function :
                        List.of(new CorrectnessFunction(judges), new PreferenceFunction(judges))) {
                    assertThat(function.configure(Settings.NONE)
                                    .score(rollout("Paris"), Deadline.after(Duration.ofMillis(200))))
                            .isInstanceOf(Outcome.Timeout.class)
                            .satisfies(outcome -> assertThat(outcome.reason()).isEqualTo(ReasonCode.DEADLINE));
                }
            }
        }
    }

    @Test
    void aBatchKeepsItsOrder() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say(
                        heard.section("GIVEN ANSWER").equals("Paris")
                                ? CORRECT
                                : CORRECT.replace("\"correct\"", "\"incorrect\"")));
                Judges judges = judges(server)) {
            List<Outcome> outcomes = new CorrectnessFunction(judges)
                    .configure(Settings.of("judge", "strict").with("checks", 2))
                    .scoreAll(
                            List.of(rollout("Rome"), rollout("Paris"), rollout("<think>"), rollout("Lyon")),
                            Deadline.after(Duration.ofMinutes(1)));

            assertThat(outcomes)
                    .extracting(outcome -> outcome.value().orElse(-1))
                    .containsExactly(0.0, 1.0, 0.0, 0.0);
        }
    }

    @Test
    void anInterruptionEndsABatch() throws Exception {
        CountDownLatch arrived = new CountDownLatch(3);
        try (var server = new PlayedEndpoint(heard -> {
                    arrived.countDown();
                    heard.hang();
                });
                Judges judges = judges(server)) {
            List<Outcome> outcomes = new ArrayList<>();
            Thread caller = Thread.ofVirtual()
                    .start(() -> outcomes.addAll(new CorrectnessFunction(judges)
                            .configure(Settings.NONE)
                            .scoreAll(
                                    List.of(rollout("Rome"), rollout("Paris"), rollout("Lyon")),
                                    Deadline.after(Duration.ofMinutes(1)))));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(20))).isTrue();

            assertThat(outcomes).hasSize(3).allMatch(Outcome.Timeout.class::isInstance);
        }
    }

    @Test
    void preferenceIsTheMeanOverBothOrders() throws IOException {
        try (var server = new PlayedEndpoint(
                heard -> heard.say(heard.section("RESPONSE A").equals("Paris") ? "[[B>A]]" : "[[A>>B]]"))) {
            assertThat(preference(server, rollout("It is Paris, on the Seine.")))
                    .isEqualTo(
                            Outcome.scored(1.5, ReasonCode.JUDGE_VERDICT, label(server) + ": +2 in order, +1 swapped"));
            assertThat(preference(server, rollout("<think>"))).isEqualTo(Outcome.scored(-2, ReasonCode.NO_ANSWER, ""));
        }
    }

    @Test
    void aRecipeCanNameAJudgeAndNothingElseOfIt() throws IOException {
        URI secret = URI.create("http://10.0.0.1/v1");
        JudgeSettings configured = JudgeSettings.of(EndpointSettings.of(secret, "m"));
        try (Judges judges = Judges.of(Map.of("strict", configured))) {
            for (RewardFunction function : List.of(new CorrectnessFunction(judges), new PreferenceFunction(judges))) {
                for (Settings settings : List.of(
                        Settings.of("judge", "http://127.0.0.1:1/v1"),
                        Settings.of("url", "http://127.0.0.1:1/v1"),
                        Settings.of("model", "x"))) {
                    assertThatExceptionOfType(AssayException.class)
                            .isThrownBy(() -> function.configure(settings))
                            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECIPE))
                            .satisfies(e -> assertThat(e.getMessage()).doesNotContain("10.0.0.1"));
                }
                assertThat(function.guarantees()).isEqualTo(Map.of("judge strict", "m " + configured.version()));
            }
        }
    }

    @Test
    void theVersionIsThatOfWhatDecidesAndNotOfWhereTheJudgeIsAsked() {
        EndpointSettings here = EndpointSettings.of(URI.create("http://127.0.0.1:1/v1"), "m");
        String version = JudgeSettings.of(here).version();

        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(JudgeSettings.of(EndpointSettings.of(URI.create("http://127.0.0.1:2/v1"), "m")
                                .withTimeout(Duration.ofSeconds(1)))
                        .version())
                .isEqualTo(version);
        assertThat(JudgeSettings.of(EndpointSettings.of(here.url(), "n")).version())
                .isNotEqualTo(version);
        assertThat(new JudgeSettings(here, 3, 1, 1, 1000, JudgeSettings.Cache.DEFAULT).version())
                .isNotEqualTo(version);
    }

    @Test
    void aServerWithoutJudgesSaysSo() {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> new CorrectnessFunction(Judges.none()).configure(Settings.NONE))
                .withMessageContaining("ASSAY_JUDGES");
    }
}
