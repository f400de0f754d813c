package dev.assay.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LanguageFunctionTest {
    private static final String ENGLISH = "We add both numbers and then divide the sum by two. ";
    private static final String FRENCH = "Nous ajoutons les deux nombres et nous divisons la somme par deux. ";

    private static Outcome score(Settings settings, Rollout rollout) {
        return new LanguageFunction().configure(settings).score(rollout, Deadline.after(Duration.ofSeconds(10)));
    }

    private static Outcome score(String target, String completion) {
        return score(Settings.of("target", target), Rollout.of("r", "math", completion));
    }

    @Test
    void theFunctionIsFoundAndOwnsEveryTask() {
        assertThat(ServiceLoader.load(RewardFunction.class))
                .anySatisfy(function -> assertThat(function.component()).isEqualTo("language"));
        assertThat(new LanguageFunction().owns("general")).isTrue();
    }

    @Test
    void theThinkingIsJudgedAndTheAnswerIsASecondNumber() {
        Outcome outcome = score("en", "<think>" + ENGLISH + "</think>" + FRENCH);

        assertThat(outcome.value()).hasValue(1);
        assertThat(outcome.reason()).isEqualTo(ReasonCode.TARGET_LANGUAGE);
        assertThat(outcome.evidence()).contains("en 1.000").contains("answer en 0.000");
    }

    @Test
    void theAnswerIsJudgedWhereTheRecipeSaysSo() {
        Settings settings = Settings.of("target", "en").with("part", "answer");

        assertThat(score(settings, Rollout.of("r", "math", "<think>" + ENGLISH + "</think>" + FRENCH))
                        .value())
                .hasValue(0);
    }

    @Test
    void aCompletionWithoutTagsIsJudgedWhole() {
        Outcome outcome = score("en", ENGLISH + FRENCH);

        assertThat(outcome.value().orElseThrow()).isCloseTo(0.47, within(0.06));
        assertThat(outcome.reason()).isEqualTo(ReasonCode.OTHER_LANGUAGE);
    }

    @Test
    void whatStandsBetweenTwoEndsOfThinkingIsThinking() {
        Outcome outcome = score("en", "<think>" + ENGLISH + "</think>" + FRENCH + "</think>done");

        assertThat(outcome.value().orElseThrow()).isLessThan(0.6);
    }

    @Test
    void thinkingThatNeverEndsIsJudgedToTheEnd() {
        assertThat(score("fr", "<think>" + FRENCH).value()).hasValue(1);
    }

    @Test
    void aPrefilledThinkingBeginsWithTheCompletion() {
        Rollout rollout = Rollout.builder("r", "math", FRENCH + "</think>" + ENGLISH)
                .language("fr")
                .prefilledThink(true)
                .build();

        assertThat(score(Settings.NONE, rollout).value()).hasValue(1);
    }

    @Test
    void theLongestForeignSpansAreEvidenceWithTheirOffsets() {
        String completion = "<think>" + ENGLISH + FRENCH + ENGLISH + "</think>";
        int start = completion.indexOf("Nous");
        int end = completion.indexOf("deux.") + 4;

        assertThat(score("en", completion).evidence()).contains(start + "-" + end + " fr \"Nous ajoutons");
    }

    @Test
    void emptyThinkingIsAZeroWithItsReason() {
        Outcome outcome = score("en", "<think>  \n</think>" + ENGLISH);

        assertThat(outcome.value()).hasValue(0);
        assertThat(outcome.reason()).isEqualTo(ReasonCode.EMPTY_THINKING);
    }

    @Test
    void thinkingOfNothingButFormulasIsNotApplicable() {
        Outcome outcome = score("en", "<think>$x^2 + 1$ and `a` 12</think>".replace("and", "="));

        assertThat(outcome).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(outcome.reason()).isEqualTo(ReasonCode.NO_WORDS);
    }

    @Test
    void aTextOfEmojiIsAZero() {
        assertThat(score("en", "😀😀 🎉 !!!").value()).hasValue(0);
        assertThat(score("en", "").reason()).isEqualTo(ReasonCode.NO_WORDS);
    }

    @Test
    void theTargetIsTheRolloutsAndElseTheLanguageOfThePrompt() {
        Rollout.Builder rollout = Rollout.builder("r", "math", "<think>" + FRENCH + "</think>");

        assertThat(score(Settings.NONE, rollout.language("fr-CA").build()).value())
                .hasValue(1);
        assertThat(score(Settings.of("target", "en"), rollout.build()).value()).hasValue(0);
        Rollout asked = Rollout.builder("r", "math", "<think>" + FRENCH + "</think>")
                .prompt(new Text.Chat(List.of(
                        new Text.Message("system", ENGLISH.repeat(3)),
                        new Text.Message("user", "Combien font deux et deux ? Explique ta réponse."))))
                .build();
        assertThat(score(Settings.NONE, asked).value()).hasValue(1);
    }

    @Test
    void withoutAnyTargetTheFunctionHasNothingToSay() {
        assertThat(score(Settings.NONE, Rollout.of("r", "math", ENGLISH))).isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void aTargetThatIsNotKnownIsUnscorableAndInARecipeAnError() {
        Rollout rollout = Rollout.builder("r", "math", ENGLISH).language("tlh").build();

        assertThat(score(Settings.NONE, rollout)).isInstanceOf(Outcome.Unscorable.class);
        assertThatThrownBy(() -> new LanguageFunction().configure(Settings.of("target", "tlh")))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("target");
    }

    @Test
    void theModesMakeValuesOfTheSameRatio() {
        String mixed = "<think>" + ENGLISH.repeat(4) + FRENCH + "</think>";
        Settings target = Settings.of("target", "en");
        double ratio = score(target, Rollout.of("r", "math", mixed)).value().orElseThrow();

        assertThat(ratio).isBetween(0.7, 0.85);
        assertThat(score(target.with("mode", "threshold").with("threshold", 0.5), Rollout.of("r", "math", mixed))
                        .value())
                .hasValue(ratio);
        assertThat(score(target.with("mode", "threshold"), Rollout.of("r", "math", mixed))
                        .value())
                .hasValue(0);
        assertThat(score(target.with("mode", "gate").with("threshold", 0.5), Rollout.of("r", "math", mixed))
                        .value())
                .hasValue(1);
        assertThat(score(target.with("mode", "gate"), Rollout.of("r", "math", mixed))
                        .value())
                .hasValue(0);
    }
}
