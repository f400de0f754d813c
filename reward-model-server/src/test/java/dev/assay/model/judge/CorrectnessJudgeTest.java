package dev.assay.model.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.settings.Judge;
import dev.assay.model.judge.settings.JudgeSettings;
import dev.assay.reward.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CorrectnessJudgeTest {
    private static final String CORRECT = "{\"analysis\": \"the same city\", \"correctness\": \"correct\"}";
    private static final String INCORRECT = "{\"analysis\": \"another city\", \"correctness\": \"incorrect\"}";

    private static Correctness check(PlayedEndpoint server, int checks) {
        try (Judge judge = new Judge(JudgeSettings.of(server.settings()))) {
            return judge.correctness(checks)
                    .check(
                            "Capital of France?",
                            List.of("Paris"),
                            "It is Paris.",
                            Deadline.after(Duration.ofMinutes(1)));
        }
    }

    @Test
    void oneCheckDecides() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say("```json\n" + CORRECT + "\n```"))) {
            assertThat(check(server, 1)).isEqualTo(new Correctness.Judged(true, true, false, "the same city"));
            assertThat(server.requests()).isEqualTo(1);
            assertThat(server.bodies()
                            .getFirst()
                            .path("messages")
                            .path(1)
                            .path("content")
                            .asText())
                    .contains("BEGIN QUESTION", "Capital of France?", "BEGIN REFERENCE", "BEGIN GIVEN ANSWER");
        }
    }

    @Test
    void twoChecksHaveToAgreeAndTheSecondSeesTheOtherOrder() throws IOException {
        // A judge that believes whatever it reads last.
        try (var server = new PlayedEndpoint(heard -> heard.say(
                heard.user().indexOf("BEGIN REFERENCE") < heard.user().indexOf("BEGIN GIVEN ANSWER")
                        ? CORRECT
                        : INCORRECT))) {
            assertThat(check(server, 2)).isEqualTo(new Correctness.Judged(false, false, false, "another city"));
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void afterANoThereIsNoSecondCheck() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say(INCORRECT))) {
            assertThat(check(server, 2)).isEqualTo(new Correctness.Judged(false, true, false, "another city"));
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void wordsWithoutTheObjectAreAFailureAfterASecondTry() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say("correct"))) {
            assertThat(((Correctness.NotJudged) check(server, 1)).failure().cause())
                    .isEqualTo(Cause.NO_VERDICT);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void aSecondCheckThatFailsLeavesNothingKnown() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            if (heard.number() == 1) {
                heard.say(CORRECT);
            } else {
                heard.send(400, "");
            }
        })) {
            assertThat(check(server, 2)).isInstanceOf(Correctness.NotJudged.class);
        }
    }
}
