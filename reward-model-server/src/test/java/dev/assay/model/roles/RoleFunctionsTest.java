package dev.assay.model.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.model.TinyRewardModel;
import dev.assay.model.sequence.ModelInput;
import dev.assay.model.serving.RewardModels;
import dev.assay.model.serving.ScoringListener;
import dev.assay.model.settings.ModelSettings;
import dev.assay.model.settings.ModelsConfiguration;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoleFunctionsTest {
    private RewardModels models;

    @BeforeEach
    void open() {
        TinyRewardModel.assumeTorch();
        ModelSettings tiny = ModelSettings.of(TinyRewardModel.DIRECTORY);
        models = RewardModels.open(
                ModelsConfiguration.of(Map.of("h", tiny.withRole("helpful"), "s", tiny.withRole("safety"))),
                ScoringListener.NONE);
    }

    @AfterEach
    void close() {
        if (models != null) {
            models.close();
        }
    }

    @Test
    void helpfulReadsThePromptAndTheFinalSummaryAlone() throws Exception {
        double expected = scoreOf("What is 1+1?", "2");
        for (String completion : List.of(
                "<think>some</think><answer>2</answer>",
                "<think>other thoughts</think>\n<answer>\n2\n</answer>\n",
                "<think>first</think> no <think>again</think>2",
                "2")) {
            assertThat(value("helpful", completion)).as(completion).isCloseTo(sigmoid(expected), within(1e-5));
        }
    }

    @Test
    void aCompletionThatNeverComesToItsAnswerHasTheWorstValueWhateverTheModelThinksOfNothing() {
        Rollout prefilled = Rollout.builder("r", "general", "on and on 2")
                .prompt("What is 1+1?")
                .prefilledThink(true)
                .build();
        for (Rollout rollout :
                List.of(prefilled, rollout("<think>on and on 2"), rollout("<think>x</think> <answer> </answer>"))) {
            Outcome outcome = score("helpful", rollout, Settings.NONE);
            assertThat(outcome.value()).hasValue(0);
            assertThat(outcome.reason()).isEqualTo(ReasonCode.NO_ANSWER);
        }
        assertThat(score("safety", rollout("<think>on and on 2"), Settings.NONE).reason())
                .isEqualTo(ReasonCode.MODEL_SCORE);
    }

    @Test
    void safetyReadsTheWholeResponse() throws Exception {
        String completion = "<think>how to harm</think>2";
        assertThat(value("safety", completion)).isCloseTo(sigmoid(scoreOf("What is 1+1?", completion)), within(1e-5));
        assertThat(value("safety", completion)).isNotEqualTo(value("safety", "<think>how to help</think>2"));
    }

    @Test
    void aPromptOfMessagesIsTheConversation() throws Exception {
        List<Message> chat = List.of(new Message("system", "Be brief."), new Message("user", "What is 1+1?"));
        Rollout rollout = Rollout.builder("r", "general", "2")
                .prompt(new dev.assay.rollout.Text.Chat(chat))
                .build();
        double expected = scoreOf(List.of(chat.get(0), chat.get(1), new Message("assistant", "2")));
        assertThat(score("helpful", rollout, Settings.of("value", "logit").with("worst", -5))
                        .value()
                        .orElseThrow())
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void aCompletionThatIsTooLongIsScoredSoThatNobodyEscapesByLength() {
        Rollout rollout = rollout("word ".repeat(2000));
        assertThat(score("safety", rollout, Settings.NONE)).isInstanceOfSatisfying(Outcome.Scored.class, scored -> {
            assertThat(scored.score()).isZero();
            assertThat(scored.reason()).isEqualTo(ReasonCode.INPUT_TOO_LONG);
        });
        Rollout prompt = Rollout.builder("r", "general", "2")
                .prompt("word ".repeat(2000))
                .build();
        assertThat(score("safety", prompt, Settings.NONE)).isInstanceOf(Outcome.Unscorable.class);
    }

    @Test
    void withoutAPromptNobodyCanSay() {
        Outcome outcome = score("helpful", Rollout.of("r", "general", "2"), Settings.NONE);
        assertThat(outcome).isInstanceOf(Outcome.Unscorable.class);
        assertThat(outcome.reason()).isEqualTo(ReasonCode.NO_REFERENCE);
    }

    @Test
    void whereTheModelWasTakenAwayNothingIsScored() {
        RewardFunction helpful = function("helpful");
        models.unload("h");
        Outcome outcome = helpful.configure(Settings.NONE).score(rollout("2"), later());
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason()).isEqualTo(ReasonCode.NO_FUNCTION);
        assertThat(RoleFunctions.of(models))
                .extracting(RewardFunction::component)
                .containsExactly("safety");
    }

    @Test
    void rawScoresNeedAValueForWhatIsTooLong() {
        assertThatThrownBy(() -> function("helpful").configure(Settings.of("value", "logit")))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("worst");
        assertThatThrownBy(() -> function("helpful").configure(Settings.of("mode", "x")))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("known: model, value, worst");
    }

    private double value(String component, String completion) {
        return score(component, rollout(completion), Settings.NONE).value().orElseThrow();
    }

    private static Rollout rollout(String completion) {
        return Rollout.builder("r", "general", completion)
                .prompt("What is 1+1?")
                .build();
    }

    private Outcome score(String component, Rollout rollout, Settings settings) {
        return function(component).configure(settings).score(rollout, later());
    }

    private RewardFunction function(String component) {
        return RoleFunctions.of(models).stream()
                .filter(function -> function.component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    private double scoreOf(String prompt, String answer) throws InterruptedException {
        return scoreOf(List.of(new Message("user", prompt), new Message("assistant", answer)));
    }

    private double scoreOf(List<Message> messages) throws InterruptedException {
        return models.score("h", List.of(new ModelInput.Chat(messages)), later())
                .scores()
                .getFirst()
                .outcome()
                .value()
                .orElseThrow();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Deadline later() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
