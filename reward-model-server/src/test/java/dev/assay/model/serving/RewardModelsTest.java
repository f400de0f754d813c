package dev.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.model.TinyRewardModel;
import dev.assay.model.sequence.ModelInput;
import dev.assay.model.settings.BatchSettings;
import dev.assay.model.settings.ModelSettings;
import dev.assay.model.settings.ModelsConfiguration;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RewardModelsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void torch() {
        TinyRewardModel.assumeTorch();
    }

    @Test
    void scoresAreThoseOfTransformersAloneAndBesideOthers() throws Exception {
        JsonNode golden = TinyRewardModel.golden();
        List<ModelInput> inputs = new ArrayList<>();
        golden.path("texts").forEach(text -> inputs.add(new ModelInput.Text(text.textValue())));
        for (boolean fixed : new boolean[] {false, true}) {
            BatchSettings batching = new BatchSettings(4, 512, Duration.ZERO, 4096, fixed);
            try (RewardModels models = open(batching, Map.of("tiny", TinyRewardModel.DIRECTORY))) {
                List<ModelScore> together =
                        models.score("tiny", inputs, later()).scores();
                for (int i = 0; i < inputs.size(); i++) {
                    double expected = golden.path("single_scores").path(i).doubleValue();
                    ModelScore alone = models.score("", List.of(inputs.get(i)), later())
                            .scores()
                            .getFirst();
                    assertThat(alone.outcome().value().orElseThrow()).isCloseTo(expected, within(1e-5));
                    assertThat(together.get(i).outcome().value().orElseThrow()).isCloseTo(expected, within(1e-5));
                    assertThat(alone.tokens())
                            .isEqualTo(golden.path("ids").path(i).size());
                    if (fixed) {
                        assertThat(alone.logits()).isEqualTo(together.get(i).logits());
                    }
                }
            }
        }
    }

    @Test
    void noCallIsDroppedWhileVersionsAreExchanged() throws Exception {
        for (int version = 0; version < 4; version++) {
            TinyRewardModel.copy(folder.resolve("v" + version), "version " + version);
        }
        ModelsConfiguration configuration = configuration(BatchSettings.DEFAULT, Map.of("tiny", folder.resolve("v0")))
                .withFolder(folder);
        double expected = TinyRewardModel.golden().path("single_scores").path(0).doubleValue();
        AtomicBoolean done = new AtomicBoolean();
        Set<String> versions = new HashSet<>();
        try (RewardModels models = RewardModels.open(configuration, ScoringListener.NONE);
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            Callable<Set<String>> caller = () -> {
                Set<String> seen = new HashSet<>();
                while (!done.get()) {
                    ModelScores scores = models.score("tiny", List.of(new ModelInput.Text("1+1=2")), later());
                    assertThat(scores.scores().getFirst().outcome().value().orElseThrow())
                            .isCloseTo(expected, within(1e-5));
                    seen.add(scores.version());
                }
                return seen;
            };
            List<Future<Set<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(callers.submit(caller));
            }
            long before = 0;
            for (int exchange = 1; exchange <= 200; exchange++) {
                models.load("tiny", "v" + exchange % 4);
                if (exchange == 50) {
                    before = resident();
                }
            }
            done.set(true);
            for (Future<Set<String>> call : calls) {
                versions.addAll(call.get());
            }
            assertThat(resident() - before)
                    .as("what 150 exchanged models of half a megabyte leave behind, in KiB")
                    .isLessThan(40 * 1024);
        }
        assertThat(versions).hasSize(4);
    }

    @Test
    void tenThousandCallsLeaveNoNativeMemoryBehind() throws Exception {
        try (RewardModels models = open(
                new BatchSettings(64, 4096, Duration.ZERO, 100, false), Map.of("tiny", TinyRewardModel.DIRECTORY))) {
            long before = 0;
            for (int call = 0; call < 10_000; call++) {
                models.score("tiny", List.of(new ModelInput.Text("call " + call)), later());
                if (call == 3000) {
                    before = resident();
                }
            }
            assertThat(resident() - before).as("KiB of 7,000 calls").isLessThan(40 * 1024);
        }
    }

    @Test
    void anInputThatIsNotReachedByItsDeadlineIsATimeout() throws Exception {
        try (RewardModels models = open(
                new BatchSettings(64, 4096, Duration.ofSeconds(10), 100, false),
                Map.of("tiny", TinyRewardModel.DIRECTORY))) {
            ModelScores scores = models.score(
                    "tiny",
                    List.of(new ModelInput.Text("nobody comes to fill this batch"), new ModelInput.Text("")),
                    Deadline.after(Duration.ofMillis(50)));
            assertThat(scores.scores())
                    .extracting(score -> score.outcome().reason())
                    .containsExactly(ReasonCode.DEADLINE, ReasonCode.INPUT_UNREADABLE);
            assertThat(models.queues()).containsEntry("tiny", new QueueLength(0, 0));
        }
    }

    @Test
    void aModelIsAskedByItsNameOrByDefault() throws Exception {
        Map<String, Path> two = new LinkedHashMap<>();
        two.put("helpful", TinyRewardModel.copy(folder.resolve("helpful"), "a"));
        two.put("other", TinyRewardModel.copy(folder.resolve("other"), "b"));
        List<ModelInput> input = List.of(new ModelInput.Text("x"));
        try (RewardModels models = open(BatchSettings.DEFAULT, two)) {
            assertThat(models.score("other", input, later()).model()).isEqualTo("other");
            assertThatThrownBy(() -> models.submit("", input, later()))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessageContaining("helpful, other");
            assertThatThrownBy(() -> models.submit("third", input, later()))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessageContaining("no model 'third'");
            models.unload("other");
            assertThat(models.score("", input, later()).model()).isEqualTo("helpful");
            assertThatThrownBy(() -> models.submit("other", input, later())).isInstanceOf(UnknownModelException.class);
        }
    }

    @Test
    void onlyWhatLiesBelowTheFolderIsLoaded() throws Exception {
        Path inside = folder.resolve("models");
        TinyRewardModel.copy(inside.resolve("safety"), "a");
        TinyRewardModel.copy(folder.resolve("outside"), "b");
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("outside"));
        ModelsConfiguration configuration =
                configuration(BatchSettings.DEFAULT, Map.of()).withFolder(inside);
        try (RewardModels models = RewardModels.open(configuration, ScoringListener.NONE)) {
            ModelDescription safety = models.load("safety", "safety");
            assertThat(safety.state()).isEqualTo(ModelDescription.State.READY);
            assertThat(models.forRole("safety")).contains("safety");
            for (String path : List.of("../outside", "link", "", ".", "nowhere", "safety/../../outside", "\0")) {
                assertThatThrownBy(() -> models.load("evil", path))
                        .as(path)
                        .isInstanceOfSatisfying(
                                AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
            }
            assertThat(models.list()).extracting(ModelDescription::name).containsExactly("safety");
        }
    }

    @Test
    void aVersionThatCannotBeLoadedLeavesTheOneBeforeInPlace() throws Exception {
        TinyRewardModel.copy(folder.resolve("good"), "a");
        Path bad = TinyRewardModel.copy(folder.resolve("bad"), "b");
        Files.write(bad.resolve("model.safetensors"), new byte[] {1, 2, 3});
        ModelsConfiguration configuration = configuration(BatchSettings.DEFAULT, Map.of("tiny", folder.resolve("good")))
                .withFolder(folder);
        try (RewardModels models = RewardModels.open(configuration, ScoringListener.NONE)) {
            String version = models.list().getFirst().version();
            assertThatThrownBy(() -> models.load("tiny", "bad")).isInstanceOf(AssayException.class);
            assertThatThrownBy(() -> models.load("fresh", "bad")).isInstanceOf(AssayException.class);
            assertThat(models.list())
                    .extracting(ModelDescription::state)
                    .containsExactly(ModelDescription.State.FAILED, ModelDescription.State.READY);
            assertThat(models.list().get(1).version()).isEqualTo(version);
            assertThat(models.list().get(1).message()).contains("model.safetensors");
            assertThat(models.score("tiny", List.of(new ModelInput.Text("x")), later())
                            .version())
                    .isEqualTo(version);
            assertThatThrownBy(() -> models.submit("fresh", List.of(new ModelInput.Text("x")), later()))
                    .isInstanceOfSatisfying(
                            AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    private static RewardModels open(BatchSettings batching, Map<String, Path> directories) {
        return RewardModels.open(configuration(batching, directories), ScoringListener.NONE);
    }

    private static ModelsConfiguration configuration(BatchSettings batching, Map<String, Path> directories) {
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        directories.forEach((name, directory) -> models.put(name, ModelsConfiguration.settings(name, directory)));
        return ModelsConfiguration.of(models).with(batching);
    }

    private static Deadline later() {
        return Deadline.after(Duration.ofMinutes(1));
    }

    /** Resident memory in KiB. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
