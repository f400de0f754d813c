package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Answer;
import dev.assay.reward.AssayException;
import dev.assay.v1.ModelDescription;
import dev.assay.v1.ModelScore;
import dev.assay.v1.ModelScoreResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Answers requests for scores of reward models in the forms of others, without blocking; its stages never fail. */
public final class ModelsEndpoint {
    private static final Logger LOG = System.getLogger(ModelsEndpoint.class.getName());
    private static final ModelForm SGLANG = new SglangClassify();
    private static final ModelForm TEI = new TeiPredict();

    private final ModelsClient models;
    private final Executor executor;
    private final int bodyLimit;
    private final long byteLimit;
    private final BiConsumer<String, String> observer;
    private final AtomicLong bytesUnderWay = new AtomicLong();

    /**
     * Takes the parts.
     *
     * @param executor where requests are read and answers written
     * @param bodyLimit the most bytes of one request
     * @param byteLimit the most bytes of requests under way
     * @param observer is told the form and how its request ended: SCORED, or the kind of trouble
     */
    public ModelsEndpoint(
            ModelsClient models,
            Executor executor,
            int bodyLimit,
            long byteLimit,
            BiConsumer<String, String> observer) {
        this.models = models;
        this.executor = executor;
        this.bodyLimit = bodyLimit;
        this.byteLimit = byteLimit;
        this.observer = observer;
    }

    /**
     * {@code /classify}: SGLang's body has {@code text} or {@code input_ids}, vLLM's {@code input} or {@code messages}.
     */
    public CompletionStage<Answer> classify(byte[] body, Optional<String> model) {
        return answer(
                VllmForm.CLASSIFY,
                body,
                model,
                json -> (json.has("text") || json.has("input_ids")) && !json.has("input") ? SGLANG : VllmForm.CLASSIFY);
    }

    /** {@code /pooling}. */
    public CompletionStage<Answer> pooling(byte[] body, Optional<String> model) {
        return answer(VllmForm.POOLING, body, model);
    }

    /** {@code /score}. */
    public CompletionStage<Answer> score(byte[] body, Optional<String> model) {
        return answer(VllmForm.SCORE, body, model);
    }

    /** {@code /v1/classify}. */
    public CompletionStage<Answer> openAiClassify(byte[] body, Optional<String> model) {
        return answer(VllmForm.CLASSIFY, body, model);
    }

    /** {@code /v1/embeddings}. */
    public CompletionStage<Answer> embeddings(byte[] body, Optional<String> model) {
        return answer(VllmForm.EMBEDDINGS, body, model);
    }

    /** {@code /predict}. */
    public CompletionStage<Answer> predict(byte[] body, Optional<String> model) {
        return answer(TEI, body, model);
    }

    /**
     * {@code /get_reward} where the address names a model.
     *
     * @param onFailure the number that stands for what nobody can score; without it such a request is refused
     */
    public CompletionStage<Answer> getReward(byte[] body, String model, OptionalDouble onFailure) {
        return answer(new OpenRlhfModel(onFailure), body, Optional.of(model));
    }

    /** {@code GET /v1/models}: those that are ready, as OpenAI lists them. */
    public CompletionStage<Answer> list() {
        return models.list()
                .thenApply(listed -> {
                    ObjectNode reply = Json.object();
                    reply.put("object", "list");
                    ArrayNode data = reply.putArray("data");
                    for (ModelDescription model : listed.getModelsList()) {
                        if (model.getState().equals("READY")) {
                            data.addObject()
                                    .put("id", model.getName())
                                    .put("object", "model")
                                    .put("created", 0)
                                    .put("owned_by", "assay")
                                    .put("max_model_len", model.getMaxTokens())
                                    .put("version", model.getVersion())
                                    .put("role", model.getRole());
                        }
                    }
                    return json(reply);
                })
                .exceptionally(failure -> VllmForm.openAiError(trouble(failure)));
    }

    private CompletionStage<Answer> answer(ModelForm form, byte[] body, Optional<String> model) {
        return answer(form, body, model, _ -> form);
    }

    /** Chooses the form of a body. */
    @FunctionalInterface
    private interface Choice {
        ModelForm of(JsonNode body);
    }

    private CompletionStage<Answer> answer(ModelForm fallback, byte[] body, Optional<String> model, Choice choice) {
        try {
            admit(body.length);
        } catch (ModelTrouble e) {
            return CompletableFuture.completedStage(refused(fallback, e));
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        CompletableFuture<Answer> released = answer.whenComplete((_, _) -> bytesUnderWay.addAndGet(-body.length));
        try {
            executor.execute(() -> {
                ModelForm form = fallback;
                try {
                    JsonNode json = Json.read(body);
                    form = choice.of(json);
                    ask(form, form.read(json, model)).thenAccept(answer::complete);
                } catch (AssayException | ModelTrouble e) {
                    answer.complete(refused(form, trouble(e)));
                } catch (RuntimeException e) {
                    answer.complete(refused(form, fault(e)));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.complete(refused(
                    fallback, new ModelTrouble(ModelTrouble.Kind.UNAVAILABLE, "the server is shutting down", e)));
        }
        return released;
    }

    private void admit(int size) {
        if (size > bodyLimit) {
            throw new ModelTrouble(
                    ModelTrouble.Kind.TOO_LARGE, "the body has " + size + " bytes; allowed: " + bodyLimit);
        }
        // A request is taken in any case when nothing else is there, so that none waits forever.
        long others = bytesUnderWay.getAndAdd(size);
        if (others > 0 && others + size > byteLimit) {
            bytesUnderWay.addAndGet(-size);
            throw new ModelTrouble(
                    ModelTrouble.Kind.OVERLOADED,
                    others + " bytes of requests are under way, allowed are " + byteLimit + "; send this again later");
        }
    }

    private CompletionStage<Answer> ask(ModelForm form, ModelForm.Asked asked) {
        CompletionStage<ModelScoreResponse> scored = asked.request().getInputsCount() == 0
                ? CompletableFuture.completedStage(ModelScoreResponse.getDefaultInstance())
                : models.score(asked.request());
        return scored.thenApplyAsync(
                        response -> {
                            check(response, asked);
                            Answer answer = json(asked.reply().of(response));
                            observer.accept(form.label(), "SCORED");
                            return answer;
                        },
                        executor)
                .exceptionally(failure -> refused(form, trouble(failure)));
    }

    /** Refuses a response with an input that has no score, our own trouble first: another attempt can mend it. */
    private static void check(ModelScoreResponse response, ModelForm.Asked asked) {
        if (response.getScoresCount() != asked.request().getInputsCount()) {
            throw new ModelTrouble(
                    ModelTrouble.Kind.INTERNAL,
                    response.getScoresCount() + " scores for " + asked.request().getInputsCount() + " inputs");
        }
        Optional<ModelTrouble> first = Optional.empty();
        for (int i = 0; i < response.getScoresCount(); i++) {
            Optional<ModelTrouble> here = trouble(response.getScores(i), i);
            if (here.isPresent() && (first.isEmpty() || ours(here.get()) && !ours(first.get()))) {
                first = here;
            }
        }
        if (first.isPresent() && (ours(first.get()) || !asked.unscorable())) {
            throw first.get();
        }
    }

    private static boolean ours(ModelTrouble trouble) {
        return trouble.kind().status() >= 500;
    }

    private static Optional<ModelTrouble> trouble(ModelScore score, int index) {
        Optional<ModelTrouble.Kind> kind = switch (score.getOutcome()) {
            case SCORED -> Optional.empty();
            case UNSCORABLE, NOT_APPLICABLE ->
                Optional.of(
                        score.getReason().equals("INPUT_TOO_LONG")
                                ? ModelTrouble.Kind.INPUT_TOO_LONG
                                : ModelTrouble.Kind.UNSCORABLE);
            case TIMEOUT -> Optional.of(ModelTrouble.Kind.DEADLINE);
            case FAILED, OUTCOME_KIND_UNSPECIFIED, UNRECOGNIZED ->
                Optional.of(
                        score.getReason().equals("OVERLOADED")
                                ? ModelTrouble.Kind.OVERLOADED
                                : ModelTrouble.Kind.INTERNAL);
        };
        return kind.map(known ->
                new ModelTrouble(known, "input " + index + ": " + score.getReason() + ": " + score.getEvidence()));
    }

    private Answer refused(ModelForm form, ModelTrouble trouble) {
        observer.accept(form.label(), trouble.kind().name());
        return form.failure(trouble);
    }

    private static ModelTrouble trouble(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> trouble(wrapped.getCause());
            case ModelTrouble known -> known;
            case AssayException known -> ModelTrouble.of(known);
            case RejectedExecutionException e ->
                new ModelTrouble(ModelTrouble.Kind.UNAVAILABLE, "the server is shutting down", e);
            default -> fault(failure);
        };
    }

    private static ModelTrouble fault(Throwable failure) {
        LOG.log(Level.ERROR, "a request for scores failed", failure);
        return new ModelTrouble(ModelTrouble.Kind.INTERNAL, failure.toString(), failure);
    }

    private static Answer json(JsonNode reply) {
        return new Answer(200, "application/json", Map.of(), Json.write(reply));
    }
}
