package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.codec.RewardWriter;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.label.Samples;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Answers trainers in their own forms, over {@link ScoreEndpoint}. Where a sample has no reward the whole request is
 * refused: with 503 and {@code Retry-After} for our own trouble, with 422 where nobody can score it, unless the address
 * says which number stands for that.
 */
public final class TrainerEndpoint {
    private static final Logger LOG = System.getLogger(TrainerEndpoint.class.getName());
    private static final String GRADER = "trainer-gateway/0.1.0";
    private static final byte[] EMPTY_LIST = {'[', ']'};

    private final ScoreEndpoint scores;
    private final Samples samples;
    private final Executor executor;
    private final int bodyLimit;
    private final BiConsumer<String, String> observer;

    /**
     * Takes the parts.
     *
     * @param executor where requests are read and answers written
     * @param bodyLimit the most bytes of one request
     * @param observer is told the form and the label of every verdict
     */
    public TrainerEndpoint(
            ScoreEndpoint scores,
            Samples samples,
            Executor executor,
            int bodyLimit,
            BiConsumer<String, String> observer) {
        this.scores = scores;
        this.samples = samples;
        this.executor = executor;
        this.bodyLimit = bodyLimit;
        this.observer = observer;
    }

    /** Answers a request of a trainer's form, without blocking; never fails. */
    CompletionStage<Answer> answer(Form form, byte[] body, Asked asked) {
        return off(body, () -> {
            JsonNode request = Json.read(body);
            List<ObjectNode> read = form.samples(request, asked);
            return score(read, asked)
                    .thenApplyAsync(
                            answer -> guarded(() -> reply(form, request, answer, read.size(), asked)), executor);
        });
    }

    /** Scores samples with labels: the answer is that of {@code POST /v1/score} for a list. */
    CompletionStage<Answer> labelled(byte[] body, Asked asked) {
        return off(body, () -> score(LabelledForm.samples(Json.read(body), asked), asked));
    }

    /** The answer of {@code POST /v1/score} for these samples, which are changed. */
    private CompletionStage<Answer> score(List<ObjectNode> read, Asked asked) {
        List<byte[]> rollouts = new ArrayList<>(read.size());
        List<Optional<byte[]>> unreadable = new ArrayList<>(read.size());
        String prefix = UUID.randomUUID() + "-";
        for (ObjectNode sample : read) {
            if (!sample.hasNonNull("id")) {
                sample.put("id", prefix + unreadable.size());
            }
            unreadable.add(
                    switch (samples.read(sample)) {
                        case Samples.Read.Rollout(ObjectNode json) -> {
                            rollouts.add(Json.write(json));
                            yield Optional.empty();
                        }
                        case Samples.Read.Unreadable(String evidence) -> Optional.of(unscorable(sample, evidence));
                    });
        }
        if (rollouts.size() == read.size()) {
            return scores.score(RewardWriter.array(rollouts), asked.recipe());
        }
        CompletionStage<Answer> scored = rollouts.isEmpty()
                ? CompletableFuture.completedStage(new Answer(200, "application/json", Map.of(), EMPTY_LIST))
                : scores.score(RewardWriter.array(rollouts), asked.recipe());
        return scored.thenApplyAsync(answer -> guarded(() -> merged(answer, unreadable)), executor);
    }

    /** The answer with the verdicts of unreadable labels in their places. */
    private static Answer merged(Answer answer, List<Optional<byte[]>> unreadable) {
        if (answer.status() != 200) {
            return answer;
        }
        JsonNode scored = Json.read(answer.body());
        List<byte[]> elements = new ArrayList<>(unreadable.size());
        int next = 0;
        for (Optional<byte[]> element : unreadable) {
            elements.add(element.isPresent() ? element.get() : Json.write(scored.get(next++)));
        }
        return new Answer(200, answer.type(), answer.headers(), RewardWriter.array(elements));
    }

    private static byte[] unscorable(ObjectNode sample, String evidence) {
        String id = sample.path("id").asText();
        return RewardWriter.write(new Reward(
                id,
                sample.hasNonNull("groupId") ? sample.get("groupId").asText() : id,
                OptionalDouble.empty(),
                "",
                List.of(new Reward.Term(
                        new Component(
                                "accuracy", Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, evidence), GRADER, 0),
                        1)),
                false));
    }

    private Answer reply(Form form, JsonNode request, Answer answer, int size, Asked asked) {
        if (answer.status() != 200) {
            return answer;
        }
        List<Verdict> verdicts = new ArrayList<>(size);
        Json.read(answer.body()).forEach(element -> verdicts.add(Verdict.of(element)));
        verdicts.forEach(verdict -> observer.accept(form.name(), verdict.label()));
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Value _ -> {}
                case Verdict.Refused(String message) -> throw new AssayException(ErrorCode.INVALID_FIELD, message);
                case Verdict.Failed(String outcome, String reason, String evidence) ->
                    throw new AssayException(
                            ErrorCode.UNAVAILABLE,
                            "nobody could score this now: " + outcome + " " + reason + " " + evidence);
                case Verdict.Unscorable unscorable -> {
                    if (asked.onFailure().isEmpty()) {
                        return refused(unscorable);
                    }
                }
            }
        }
        return new Answer(200, "application/json", Map.of(), Json.write(form.reply(request, verdicts, asked)));
    }

    private static Answer refused(Verdict.Unscorable verdict) {
        ObjectNode problem = Json.object();
        problem.put("type", "about:blank");
        problem.put("title", "Nobody can score this rollout");
        problem.put("status", 422);
        problem.put("detail", verdict.outcome() + " " + verdict.reason() + ": " + verdict.evidence());
        problem.put("code", "UNSCORABLE");
        return new Answer(422, Problems.TYPE, Map.of(), Json.write(problem));
    }

    @FunctionalInterface
    private interface Answering {
        CompletionStage<Answer> answer();
    }

    @FunctionalInterface
    private interface Replying {
        Answer reply();
    }

    /** Runs on a compute thread, and makes a problem of whatever goes wrong. */
    private CompletionStage<Answer> off(byte[] body, Answering answering) {
        if (body.length > bodyLimit) {
            return CompletableFuture.completedStage(Problems.of(new AssayException(
                    ErrorCode.TOO_LARGE, "the body has " + body.length + " bytes; allowed: " + bodyLimit)));
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    answering.answer().whenComplete((done, failure) -> {
                        if (failure == null) {
                            answer.complete(done);
                        } else {
                            answer.complete(shuttingDown(failure));
                        }
                    });
                } catch (AssayException e) {
                    answer.complete(Problems.of(e));
                } catch (RuntimeException e) {
                    answer.complete(fault(e));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.complete(shuttingDown(e));
        }
        return answer;
    }

    private static Answer guarded(Replying replying) {
        try {
            return replying.reply();
        } catch (AssayException e) {
            return Problems.of(e);
        } catch (RuntimeException e) {
            return fault(e);
        }
    }

    private static Answer shuttingDown(Throwable failure) {
        return Problems.of(new AssayException(ErrorCode.UNAVAILABLE, "the server is shutting down", failure));
    }

    private static Answer fault(RuntimeException e) {
        LOG.log(Level.ERROR, "a trainer's request failed", e);
        return Problems.of(new AssayException(ErrorCode.INTERNAL, e.toString(), e));
    }
}
