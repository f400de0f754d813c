package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.deploy.proof.Proof;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing lost, nothing twice: rollouts flow while the reward service and the join are killed with SIGKILL again and
 * again. {@code -Dassay.proof=kill-storm} runs the long form.
 */
final class KillStormIT {
    private static final Proof PROOF = new Proof("kill-storm");
    private static final int ROLLOUTS = PROOF.isLong() ? 20_000 : 6_000;
    private static final int KILLS = PROOF.isLong() ? 12 : 4;
    private static final int GROUP = 8;
    private static final int UNREADABLE_EVERY = 500;

    @TempDir
    Path folder;

    private int log;

    @Test
    void everyRolloutEndsWithExactlyOneRewardOrDeadLetterHoweverOftenProcessesAreKilled() throws Exception {
        Random random = new Random(20261120);
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary())) {
            String bootstrap = broker.bootstrapServers();
            ServiceProcess service = start(bootstrap, "math,format");
            ServiceProcess join = start(bootstrap, "gateway");
            try (KafkaProbe probe = new KafkaProbe(bootstrap)) {
                Set<String> sent = new HashSet<>();
                int unreadable = 0;
                int perKill = ROLLOUTS / (KILLS + 1);
                int kills = 0;
                for (int i = 0; i < ROLLOUTS; i++) {
                    String group = "g" + i / GROUP;
                    if (i % UNREADABLE_EVERY == UNREADABLE_EVERY - 1) {
                        // A readable rollout takes the place in its group; this one has a group of its own.
                        probe.send("u" + i, new byte[] {-1, (byte) i});
                        unreadable++;
                    }
                    Rollout rollout = Rollout.builder("r" + i, "math", completion(i, random))
                            .group(group, GROUP)
                            .answer("4")
                            .build();
                    sent.add(rollout.id());
                    probe.send(rollout);
                    if (i > 0 && i % perKill == 0 && kills < KILLS) {
                        probe.flush();
                        int rewardedBefore = probe.rewards().size();
                        // The storm hits while work is under way: some of what was sent has its reward, not all.
                        assertThat(probe.await(
                                        Duration.ofSeconds(120),
                                        () -> probe.rewards().size() > rewardedBefore))
                                .as("rewards go on after kill %d", kills)
                                .isTrue();
                        if (kills % 2 == 0) {
                            service = killed(service, bootstrap, "math,format");
                        } else {
                            join = killed(join, bootstrap, "gateway");
                        }
                        kills++;
                    }
                }
                probe.flush();
                int expectedDead = unreadable;

                boolean all = probe.await(
                        Duration.ofSeconds(180),
                        () -> probe.rewards().size() >= sent.size()
                                && probe.deadLetters().size() >= expectedDead);
                // Whatever came twice comes now.
                long settle = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                while (System.nanoTime() < settle) {
                    probe.read(Duration.ofMillis(200));
                }

                assertThat(kills).isEqualTo(KILLS);
                assertThat(all)
                        .as(
                                "%d of %d rewards, %d of %d dead letters",
                                probe.rewards().size(),
                                sent.size(),
                                probe.deadLetters().size(),
                                expectedDead)
                        .isTrue();
                assertThat(probe.rewards().keySet()).isEqualTo(sent);
                assertThat(probe.rewards().values())
                        .allSatisfy(rewards -> assertThat(rewards).hasSize(1).allSatisfy(reward -> {
                            assertThat(reward.getIncomplete()).isFalse();
                            assertThat(reward.hasReward()).isTrue();
                        }));
                assertThat(probe.deadLetters()).hasSize(expectedDead);
                PROOF.figure(
                        "%,d rollouts, %d kills: %,d rewards, %d dead letters, none lost, none twice",
                        ROLLOUTS,
                        KILLS,
                        probe.rewards().size(),
                        probe.deadLetters().size());
            } finally {
                service.close();
                join.close();
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nlast log lines:\n" + lastLines(), e);
        }
    }

    private static String completion(int i, Random random) {
        String thinking = "Step by step. ".repeat(20 + random.nextInt(200));
        return "<think>" + thinking + "</think><answer>\\boxed{" + (i % 3 == 0 ? 5 : 4) + "}</answer>";
    }

    private ServiceProcess killed(ServiceProcess victim, String bootstrap, String only) throws Exception {
        victim.process().destroyForcibly();
        victim.process().waitFor();
        return start(bootstrap, only);
    }

    private ServiceProcess start(String bootstrap, String only) throws IOException {
        return ServiceProcess.start(
                folder.resolve(only.replace(',', '-') + "-" + log++ + ".log"),
                List.of(
                        "--http-port=0",
                        "--grpc-port=0",
                        "--kafka=" + bootstrap,
                        "--only=" + only,
                        "--recipe=r1-zero",
                        "--group-deadline=10m"));
    }

    private String lastLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var logs = Files.list(folder)) {
            for (Path file : logs.sorted().toList()) {
                List<String> all = Files.readAllLines(file);
                lines.add(file.getFileName() + ":");
                lines.addAll(all.subList(Math.max(0, all.size() - 8), all.size()));
            }
        }
        return String.join("\n", lines);
    }
}
