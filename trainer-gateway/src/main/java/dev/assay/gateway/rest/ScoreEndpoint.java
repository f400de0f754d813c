package dev.assay.gateway.rest;

import dev.assay.codec.RewardWriter;
import dev.assay.codec.RolloutReader;
import dev.assay.recipe.Recipe;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import dev.assay.service.scoring.Scoring;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Scores one rollout or a list of them: the JSON of rollouts in, the JSON of rewards out, in order. An element of a
 * list that cannot be taken is {@code {"line": N, "error": "…"}} in its place, counted from 1; a single rollout that
 * cannot be taken is a problem. Groups that a list holds whole are shaped as groups.
 */
public final class ScoreEndpoint {
    private static final Logger LOG = System.getLogger(ScoreEndpoint.class.getName());

    private final Scoring scoring;
    private final Recipe otherwise;
    private final ScoreOptions options;
    private final AtomicLong bytesUnderWay = new AtomicLong();

    /**
     * Takes the parts.
     *
     * @param otherwise the recipe of rollouts that name none, in a request that names none
     */
    public ScoreEndpoint(Scoring scoring, Recipe otherwise, ScoreOptions options) {
        this.scoring = scoring;
        this.otherwise = otherwise;
        this.options = options;
    }

    /**
     * Answers a request, without blocking the caller.
     *
     * @param body UTF-8 JSON: a rollout or a list of rollouts
     * @param recipe the name of the recipe for rollouts that name none
     * @return never fails: what goes wrong is a problem with its status
     */
    public CompletionStage<Answer> score(byte[] body, Optional<String> recipe) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            admit(body.length);
        } catch (AssayException e) {
            answer.complete(Problems.of(e));
            return answer;
        }
        CompletableFuture<Answer> released = answer.whenComplete((_, _) -> bytesUnderWay.addAndGet(-body.length));
        try {
            // On a compute thread, so that neither parsing nor scoring holds up the thread of the transport.
            scoring.executor().execute(() -> {
                try {
                    start(body, recipe, answer);
                } catch (AssayException e) {
                    answer.complete(Problems.of(e));
                } catch (RuntimeException e) {
                    answer.complete(fault(e));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.complete(Problems.of(new AssayException(ErrorCode.UNAVAILABLE, "the server is shutting down", e)));
        }
        return released;
    }

    private void admit(int size) {
        if (size > options.bodyLimit()) {
            throw new AssayException(
                    ErrorCode.TOO_LARGE, "the body has " + size + " bytes; allowed: " + options.bodyLimit());
        }
        int components = scoring.inFlight();
        // A request is taken in any case when nothing else is there, so that none waits forever.
        long others = bytesUnderWay.getAndAdd(size);
        if (components >= options.componentLimit() || (others > 0 && others + size > options.byteLimit())) {
            bytesUnderWay.addAndGet(-size);
            throw new AssayException(
                    ErrorCode.OVERLOADED,
                    components + " components and " + others + " bytes of requests are under way, allowed are "
                            + options.componentLimit() + " and " + options.byteLimit() + "; send this again later");
        }
    }

    private void start(byte[] body, Optional<String> recipeName, CompletableFuture<Answer> answer) {
        Recipe recipe = recipeName.map(scoring.recipes()::named).orElse(otherwise);
        List<RolloutReader.Item> items = RolloutReader.readAll(body);
        List<Rollout> rollouts = new ArrayList<>(items.size());
        items.forEach(item -> item.rollout().ifPresent(rollouts::add));
        boolean list = isList(body);
        if (!list && rollouts.isEmpty()) {
            throw items.getFirst().error().orElseThrow();
        }
        scoring.score(rollouts, recipe, Deadline.after(deadline(rollouts)), results -> {
            try {
                answer.complete(list ? list(items, results) : single(results.getFirst()));
            } catch (RuntimeException e) {
                answer.complete(fault(e));
            }
        });
    }

    /** The longest that a rollout asks for, since one deadline holds for the request. */
    private Duration deadline(List<Rollout> rollouts) {
        long most = rollouts.stream()
                .mapToLong(rollout ->
                        rollout.deadlineMs().orElse(options.deadline().toMillis()))
                .max()
                .orElse(options.deadline().toMillis());
        return Duration.ofMillis(Math.min(most, ScoreOptions.LONGEST_DEADLINE.toMillis()));
    }

    private static Answer single(Scoring.Result result) {
        return switch (result) {
            case Scoring.Result.Rewarded(Reward reward) -> Answer.json(RewardWriter.write(reward));
            case Scoring.Result.Refused refused -> Problems.of(refused.error());
        };
    }

    private static Answer list(List<RolloutReader.Item> items, List<Scoring.Result> results) {
        List<byte[]> elements = new ArrayList<>(items.size());
        int next = 0;
        for (RolloutReader.Item item : items) {
            int line = elements.size() + 1;
            if (item.error().isPresent()) {
                elements.add(error(line, item.error().get()));
            } else {
                elements.add(
                        switch (results.get(next++)) {
                            case Scoring.Result.Rewarded(Reward reward) -> RewardWriter.write(reward);
                            case Scoring.Result.Refused refused -> error(line, refused.error());
                        });
            }
        }
        return Answer.json(RewardWriter.array(elements));
    }

    private static byte[] error(int line, AssayException error) {
        return RewardWriter.error(line, String.valueOf(error.getMessage()));
    }

    private static Answer fault(RuntimeException e) {
        LOG.log(Level.ERROR, "a request failed", e);
        return Problems.of(new AssayException(ErrorCode.INTERNAL, e.toString(), e));
    }

    private static boolean isList(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b == '[';
            }
        }
        return false;
    }
}
