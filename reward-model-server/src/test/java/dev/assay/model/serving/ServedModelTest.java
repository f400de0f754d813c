package dev.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.sequence.ModelInput;
import dev.assay.model.settings.BatchSettings;
import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServedModelTest {
    private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));

    @Test
    void inputsOfManyCallsGoTogetherInTheOrderInWhichTheyCameUpToTheTokensOfABatch() throws Exception {
        PlayedModel model = new PlayedModel();
        ServedModel served = served(model, new BatchSettings(8, 100, Duration.ZERO, 100, false));
        List<CompletableFuture<ModelScores>> calls = new ArrayList<>(List.of(submit(served, 5)));
        model.begun.acquire(); // The first is being computed while the others come.
        for (int length : new int[] {40, 60, 1, 200, 30}) {
            calls.add(submit(served, length));
        }
        model.permits.release(10);
        for (CompletableFuture<ModelScores> call : calls) {
            call.get();
        }
        assertThat(model.batches).containsExactly(List.of(5), List.of(40, 60), List.of(1), List.of(200), List.of(30));
        assertThat(calls.get(4).get().scores().getFirst().outcome().value()).hasValue(200);
        end(served, model);
    }

    @Test
    void aFixedShapeTakesWhatFitsItAndNeverStarvesTheOthers() throws Exception {
        PlayedModel model = new PlayedModel();
        ServedModel served = served(model, new BatchSettings(2, 128, Duration.ZERO, 100, true));
        List<CompletableFuture<ModelScores>> calls = new ArrayList<>(List.of(submit(served, 5)));
        model.begun.acquire();
        for (int length : new int[] {100, 20, 30, 31, 90}) {
            calls.add(submit(served, length));
        }
        model.permits.release(10);
        for (CompletableFuture<ModelScores> call : calls) {
            call.get();
        }
        assertThat(model.batches).containsExactly(List.of(5), List.of(100), List.of(20, 30), List.of(31), List.of(90));
        assertThat(model.shapes).containsExactly("2x32", "1x128", "2x32", "2x32", "1x128");
        end(served, model);
    }

    @Test
    void aFullBatchDoesNotWaitForItsDelay() throws Exception {
        PlayedModel model = PlayedModel.free();
        ServedModel served = served(model, new BatchSettings(4, 1000, Duration.ofSeconds(10), 100, false));
        List<ModelInput> inputs = IntStream.range(0, 4).mapToObj(_ -> ones(3)).toList();
        ModelScores scores = served.submit(inputs, LATER).orElseThrow().future().get(5, TimeUnit.SECONDS);
        assertThat(scores.scores()).hasSize(4);
        assertThat(model.batches).containsExactly(List.of(3, 3, 3, 3));
        end(served, model);
    }

    @Test
    void whoComesWhenTooManyWaitIsRefusedWholeAndTheOthersAreNot() throws Exception {
        PlayedModel model = new PlayedModel();
        ServedModel served = served(model, new BatchSettings(1, 100, Duration.ZERO, 3, false));
        CompletableFuture<ModelScores> first = submit(served, 1);
        model.begun.acquire();
        CompletableFuture<ModelScores> second = submit(served, 2);
        assertThatThrownBy(() -> served.submit(List.of(ones(1), ones(1), ones(1)), LATER))
                .isInstanceOfSatisfying(
                        AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(served.queueLength()).isEqualTo(new QueueLength(1, 2));
        model.permits.release(10);
        assertThat(first.get().scores()).hasSize(1);
        assertThat(second.get().scores()).hasSize(1);
        end(served, model);
    }

    @Test
    void aCancelledCallLeavesTheQueue() throws Exception {
        PlayedModel model = new PlayedModel();
        ServedModel served = served(model, new BatchSettings(1, 100, Duration.ZERO, 10, false));
        CompletableFuture<ModelScores> first = submit(served, 1);
        model.begun.acquire();
        CompletableFuture<ModelScores> gone = submit(served, 7);
        CompletableFuture<ModelScores> last = submit(served, 3);
        gone.cancel(true);
        assertThat(served.queueLength()).isEqualTo(new QueueLength(1, 3));
        model.permits.release(10);
        first.get();
        last.get();
        assertThat(model.batches).containsExactly(List.of(1), List.of(3));
        end(served, model);
    }

    @Test
    void anInputThatBreaksItsBatchDoesNotCostTheOthersTheirScores() throws Exception {
        PlayedModel model = PlayedModel.free();
        ServedModel served = served(model, new BatchSettings(4, 1000, Duration.ofSeconds(10), 10, false));
        List<ModelInput> inputs = List.of(
                ones(2),
                new ModelInput.Tokens(new int[] {PlayedModel.BREAKING}),
                new ModelInput.Tokens(new int[] {PlayedModel.NOT_A_NUMBER}),
                ones(3));
        List<ModelScore> scores =
                served.submit(inputs, LATER).orElseThrow().future().get().scores();
        assertThat(scores)
                .extracting(score -> score.outcome().label())
                .containsExactly("SCORED", "FAILED", "FAILED", "SCORED");
        assertThat(scores.get(3).outcome().value()).hasValue(3);
        assertThat(scores.get(1).outcome().evidence()).contains("unlucky");
        end(served, model);
    }

    @Test
    void whatCannotBeReadIsAnOutcomeBesideTheScoresOfTheOthers() throws Exception {
        PlayedModel model = PlayedModel.free();
        ServedModel served = served(model, BatchSettings.DEFAULT);
        List<ModelScore> scores = served.submit(List.of(new ModelInput.Text("x"), ones(4), ones(1001)), LATER)
                .orElseThrow()
                .future()
                .get()
                .scores();
        assertThat(scores.get(0).outcome().reason()).isEqualTo(ReasonCode.INPUT_UNREADABLE);
        assertThat(scores.get(1).outcome().value()).hasValue(4);
        assertThat(scores.get(2).outcome()).isInstanceOf(Outcome.Unscorable.class);
        assertThat(scores.get(2).tokens()).isEqualTo(1001);
        assertThat(served.submit(List.of(), LATER).orElseThrow().future().get().scores())
                .isEmpty();
        end(served, model);
    }

    @Test
    void aRetiredModelEndsWhatItHasTakesNoMoreAndFreesItsMemory() throws Exception {
        PlayedModel model = new PlayedModel();
        ServedModel served = served(model, new BatchSettings(1, 100, Duration.ZERO, 10, false));
        CompletableFuture<ModelScores> first = submit(served, 1);
        model.begun.acquire();
        CompletableFuture<ModelScores> second = submit(served, 2);
        served.retire();
        assertThat(served.submit(List.of(ones(1)), LATER)).isEmpty();
        model.permits.release(10);
        assertThat(first.get().scores().getFirst().outcome().value()).hasValue(1);
        assertThat(second.get().scores().getFirst().outcome().value()).hasValue(2);
        model.closed.await();
    }

    @Test
    void anAbandonedModelTellsThoseWhoWait() throws Exception {
        PlayedModel model = new PlayedModel();
        ServedModel served = served(model, new BatchSettings(1, 100, Duration.ZERO, 10, false));
        CompletableFuture<ModelScores> first = submit(served, 1);
        model.begun.acquire();
        CompletableFuture<ModelScores> second = submit(served, 2);
        served.abandon();
        assertThatThrownBy(second::get)
                .cause()
                .isInstanceOfSatisfying(
                        AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        model.permits.release(10);
        first.get();
        model.closed.await();
    }

    private static ServedModel served(PlayedModel model, BatchSettings batching) {
        return new ServedModel(
                "played",
                "v1",
                ModelSettings.of(Path.of("nowhere")),
                model,
                batching,
                new ReentrantLock(),
                ScoringListener.NONE);
    }

    private static CompletableFuture<ModelScores> submit(ServedModel served, int length) {
        return served.submit(List.of(ones(length)), LATER).orElseThrow().future();
    }

    private static ModelInput ones(int length) {
        int[] ids = new int[length];
        Arrays.fill(ids, 1);
        return new ModelInput.Tokens(ids);
    }

    private static void end(ServedModel served, PlayedModel model) throws InterruptedException {
        served.retire();
        model.closed.await();
    }
}
