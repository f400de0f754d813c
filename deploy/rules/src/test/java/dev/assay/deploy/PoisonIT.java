package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.rollout.Rollout;
import dev.assay.v1.Component;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.Reward;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand messages, five of them made to do harm: no reward function and no message can hold up the others. */
final class PoisonIT {
    private static final int MESSAGES = 1000;
    private static final String GOOD = "<think>Three and one make four.</think><answer>\\boxed{4}</answer>";

    @TempDir
    Path folder;

    @Test
    void fiveHarmfulMessagesAmongAThousandHarmOnlyThemselves() throws Exception {
        Path recipe = folder.resolve("mischief.yaml");
        Files.writeString(recipe, """
                name: mischief
                tasks:
                  math: {components: {accuracy: 1, format: 1, mischief: 0.5}}
                """);
        Path log = folder.resolve("service.log");
        try (ServiceProcess services = ServiceProcess.start(
                        log,
                        List.of(
                                "--http-port=0",
                                "--grpc-port=0",
                                "--kafka-port=0",
                                "--recipe=" + recipe,
                                "--function-timeout=2s"));
                KafkaProbe probe = new KafkaProbe(services.address("kafka"))) {
            List<String> fine = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                switch (i) {
                    case 100 -> probe.send(rollout("throws", MischiefFunction.THROW));
                    case 200 -> probe.send(rollout("hangs", MischiefFunction.HANG));
                    case 300 -> {
                        probe.send(rollout("large", GOOD + " ".repeat(20 << 20)));
                        fine.add("large");
                    }
                    case 400 -> {
                        var tooLarge = probe.send(rollout("too-large", GOOD + " ".repeat(40 << 20)));
                        assertThatThrownBy(tooLarge::get)
                                .isInstanceOf(ExecutionException.class)
                                .hasCauseInstanceOf(RecordTooLargeException.class);
                    }
                    case 500 -> probe.send("no-protobuf", new byte[] {-1, -2, -3, -4, -5, 7});
                    default -> {
                        probe.send(rollout("fine-" + i, GOOD));
                        fine.add("fine-" + i);
                    }
                }
            }
            probe.flush();

            boolean all = probe.await(
                    Duration.ofSeconds(90),
                    () -> probe.rewards().size() == fine.size() + 2
                            && !probe.deadLetters().isEmpty());

            assertThat(all)
                    .as(
                            "%d rewards and %d dead letters came",
                            probe.rewards().size(), probe.deadLetters().size())
                    .isTrue();
            assertThat(fine).allSatisfy(id -> {
                assertThat(probe.rewardsOf(id)).as(id).hasSize(1);
                Reward reward = probe.rewardsOf(id).getFirst();
                assertThat(reward.getReward()).as(id).isEqualTo(2.5);
                assertThat(reward.getIncomplete()).isFalse();
            });
            assertOutcome(probe, "throws", OutcomeKind.FAILED, "THREW");
            assertOutcome(probe, "hangs", OutcomeKind.TIMEOUT, "DEADLINE");
            assertThat(probe.deadLetters()).hasSize(1);
            assertThat(probe.deadLetters().getFirst().value()).containsExactly(-1, -2, -3, -4, -5, 7);
            assertThat(probe.deadLetters().getFirst().headers().values()).contains("UNREADABLE");
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nservice log:\n" + Files.readString(log), e);
        }
    }

    private static void assertOutcome(KafkaProbe probe, String id, OutcomeKind outcome, String reason) {
        assertThat(probe.rewardsOf(id)).as(id).hasSize(1);
        Reward reward = probe.rewardsOf(id).getFirst();
        assertThat(reward.hasReward()).as("a failure is no score").isFalse();
        Component mischief = reward.getComponentsList().stream()
                .filter(component -> component.getName().equals("mischief"))
                .findFirst()
                .orElseThrow();
        assertThat(mischief.getOutcome()).isEqualTo(outcome);
        assertThat(mischief.getReason()).isEqualTo(reason);
        assertThat(mischief.hasValue()).isFalse();
    }

    private static Rollout rollout(String id, String completion) {
        return Rollout.builder(id, "math", completion).answer("4").build();
    }
}
