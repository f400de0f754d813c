package dev.assay.remote;

import dev.assay.codec.RewardReader;
import dev.assay.codec.RolloutWriter;
import dev.assay.recipe.UrlFunction;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A user's own reward function at a URL: it is posted {@code {"rollouts": […]}} and answers {@code {"components":
 * […]}}, one for each rollout in order. An answer of another form is {@link Outcome.Failed}; statuses 429, 502, 503 and
 * 504 and a connection that fails are transient.
 */
public final class UrlRewardFunction implements RewardFunction {
    private static final int CONCURRENCY = 8;
    private static final long ANSWER_LIMIT = 32L << 20;

    private final UrlFunction function;
    private final HttpClient client;

    /**
     * Makes the function.
     *
     * @param client shared by all functions of a process
     */
    public UrlRewardFunction(UrlFunction function, HttpClient client) {
        this.function = function;
        this.client = client;
    }

    @Override
    public String component() {
        return function.name();
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return function.url().toString();
    }

    @Override
    public Execution execution() {
        return Execution.waiting(CONCURRENCY, function.batch());
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of(
                "url", function.url().toString(), "timeout", function.timeout().toMillis() + " ms");
    }

    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly();
        return new Scorer() {
            @Override
            public Outcome score(Rollout rollout, Deadline deadline) {
                return scoreAll(List.of(rollout), deadline).getFirst();
            }

            @Override
            public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                return call(rollouts, deadline);
            }
        };
    }

    private List<Outcome> call(List<Rollout> rollouts, Deadline deadline) {
        Duration left = deadline.min(Deadline.after(function.timeout())).remaining();
        if (left.isZero()) {
            throw new AssayException(ErrorCode.DEADLINE, "no time left to call " + function.url());
        }
        HttpRequest request = HttpRequest.newBuilder(function.url())
                .timeout(left)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RolloutWriter.writeAll(rollouts)))
                .build();
        HttpResponse<byte[]> response;
        try {
            // The request's own timeout ends with the headers; a body that drips must not outlive the deadline either.
            CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_LIMIT));
            try {
                response = answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                answer.cancel(true);
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), left);
        } catch (TimeoutException e) {
            throw failure(e, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.DEADLINE, "interrupted while calling " + function.url(), e);
        }
        return switch (response.statusCode()) {
            case 200 -> outcomes(rollouts.size(), response.body());
            case 429, 502, 503, 504 ->
                throw new AssayException(
                        ErrorCode.UNAVAILABLE, function.url() + " answered with status " + response.statusCode());
            default -> failed(rollouts.size(), "status " + response.statusCode());
        };
    }

    private AssayException failure(Throwable e, Duration left) {
        return switch (e) {
            case HttpConnectTimeoutException _ ->
                new AssayException(ErrorCode.UNAVAILABLE, function.url() + " does not accept connections", e);
            case HttpTimeoutException _ -> late(e, left);
            case TimeoutException _ -> late(e, left);
            case IOException _ -> new AssayException(ErrorCode.UNAVAILABLE, function.url() + " cannot be reached", e);
            default -> new AssayException(ErrorCode.INTERNAL, function.url() + " cannot be called: " + e, e);
        };
    }

    private AssayException late(Throwable e, Duration left) {
        return new AssayException(
                ErrorCode.DEADLINE, function.url() + " did not answer within " + left.toMillis() + " ms", e);
    }

    private List<Outcome> outcomes(int count, byte[] body) {
        try {
            List<Outcome> outcomes = RewardReader.readOutcomes(body);
            return outcomes.size() == count
                    ? outcomes
                    : failed(count, outcomes.size() + " components for " + count + " rollouts");
        } catch (AssayException e) {
            return failed(count, String.valueOf(e.getMessage()));
        }
    }

    private List<Outcome> failed(int count, String what) {
        return Collections.nCopies(count, Outcome.failed(ReasonCode.REMOTE_INVALID, function.url() + ": " + what));
    }
}
