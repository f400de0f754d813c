package dev.assay.model.judge.endpoint;

import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An endpoint that speaks {@code POST /chat/completions}. Thread-safe; calls block and are ended by interruption, by
 * their deadline, and by the settings' timeout.
 *
 * <p>Statuses 408, 429, 500, 502, 503, 504 and 529, broken connections and answers that are no JSON are tried again,
 * with pauses that double and are never shorter than {@code Retry-After}, as long as the call has attempts and the
 * budget of all calls has retries. An answer that did not come in time is not asked for again: an endpoint that is slow
 * would only get slower. After a 429, and wherever {@code Retry-After} is given, all calls wait, not only the one that
 * was told. Redirections are not followed.
 */
public final class ChatEndpoint implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int SPARE_RETRIES = 10;

    private final EndpointSettings settings;
    private final JudgeStatistics statistics;
    private final Pacing pacing;
    private final URI address;
    private final HttpClient client;
    private final Turnstile turnstile;
    private final RateLimit rate;
    private final RetryBudget budget;

    public ChatEndpoint(EndpointSettings settings, JudgeStatistics statistics) {
        this(settings, statistics, Pacing.SYSTEM);
    }

    /**
     * An endpoint with another clock.
     *
     * @param pacing what pauses and chances come from; deadlines are the machine's
     */
    public ChatEndpoint(EndpointSettings settings, JudgeStatistics statistics, Pacing pacing) {
        this.settings = settings;
        this.statistics = statistics;
        this.pacing = pacing;
        this.address = URI.create(settings.url().toString().replaceAll("/+$", "") + "/chat/completions");
        EndpointSettings.Limits limits = settings.limits();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connectTimeout())
                .build();
        this.turnstile = new Turnstile(limits.concurrency());
        this.rate = new RateLimit(limits.requestsPerMinute(), limits.tokensPerMinute(), pacing);
        this.budget = new RetryBudget(SPARE_RETRIES + limits.concurrency(), limits.retryShare());
    }

    /** What it was made with. */
    public EndpointSettings settings() {
        return settings;
    }

    /** The bytes that {@link #ask} would send: what an answer depends on, besides the endpoint. */
    public byte[] body(ChatRequest request) {
        return ChatWire.write(settings, request);
    }

    /** What one attempt came to. */
    private sealed interface Attempt {
        record Done(ChatAnswer.Said said) implements Attempt {}

        /** Of no use to try again. */
        record Over(CallFailure failure) implements Attempt {}

        /** Worth another attempt. */
        record Again(CallFailure failure, Duration least) implements Attempt {}
    }

    /** Asks for a completion, with retries. */
    public ChatAnswer ask(ChatRequest request, Deadline deadline) {
        byte[] body = body(request);
        budget.called();
        try {
            for (int attempt = 1; ; attempt++) {
                switch (attempt(body, request.maxTokens(), deadline)) {
                    case Attempt.Done(var said) -> {
                        return said;
                    }
                    case Attempt.Over(var failure) -> {
                        return failed(failure);
                    }
                    case Attempt.Again(var failure, var least) -> {
                        if (attempt >= settings.limits().attempts()) {
                            return failed(failure);
                        }
                        Duration pause = pause(attempt, least);
                        // No use to wait for an attempt that comes too late.
                        if (pause.compareTo(deadline.remaining()) >= 0) {
                            return failed(failure);
                        }
                        if (!budget.take()) {
                            statistics.add(Count.RETRIES_REFUSED);
                            return failed(new CallFailure(
                                    failure.cause(), failure.message() + "; no retries are left in the budget"));
                        }
                        statistics.add(Count.RETRIES);
                        pacing.pause(pause);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(new CallFailure(Cause.TIMEOUT, "the caller gave up"));
        }
    }

    private ChatAnswer failed(CallFailure failure) {
        statistics.add(Count.FAILED_CALLS);
        return new ChatAnswer.Unanswered(failure);
    }

    private Duration pause(int attempt, Duration least) {
        long doubled = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << (attempt - 1));
        Duration pause = Duration.ofMillis((long) (doubled * (0.5 + pacing.chance())));
        return least.plus(pause);
    }

    private Attempt attempt(byte[] body, int maxTokens, Deadline deadline) throws InterruptedException {
        OptionalInt round = turnstile.enter(deadline.remainingNanos());
        if (round.isEmpty()) {
            return new Attempt.Over(late("too many calls were under way"));
        }
        try {
            long thought = body.length / 4L + maxTokens;
            Duration wait = rate.take(thought, deadline.remaining());
            if (wait.compareTo(deadline.remaining()) > 0) {
                return new Attempt.Over(late("the limit of requests or tokens a minute is used up for longer"));
            }
            for (Duration left = wait; !left.isZero(); left = rate.held()) {
                if (left.compareTo(deadline.remaining()) > 0) {
                    return new Attempt.Over(late("the endpoint wanted a longer pause"));
                }
                pacing.pause(left);
            }
            Attempt attempt = sent(body, thought, deadline);
            if (attempt instanceof Attempt.Again(CallFailure failure, Duration _)
                    && failure.cause() == Cause.OVERLOADED) {
                turnstile.narrow(round.getAsInt());
            }
            return attempt;
        } finally {
            turnstile.leave();
        }
    }

    private Attempt sent(byte[] body, long thought, Deadline deadline) throws InterruptedException {
        Duration left = deadline.min(Deadline.after(settings.timeout())).remaining();
        if (left.isZero()) {
            return new Attempt.Over(late("no time was left for the call"));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(left)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        settings.key().ifPresent(key -> request.header("Authorization", key.header()));
        statistics.add(Count.REQUESTS);
        statistics.underWay().incrementAndGet();
        long start = System.nanoTime();
        try {
            // The request's own timeout ends with the headers; a body that drips must not outlive the deadline either.
            CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                    request.build(), _ -> new BoundedBody(settings.limits().answerBytes()));
            try {
                return answered(answer.get(left.toNanos(), TimeUnit.NANOSECONDS), thought);
            } finally {
                answer.cancel(true);
            }
        } catch (ExecutionException e) {
            return broken(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException _) {
            return new Attempt.Over(late("no answer within " + left.toMillis() + " ms"));
        } finally {
            statistics.underWay().decrementAndGet();
            statistics.latency().add(System.nanoTime() - start);
        }
    }

    private Attempt broken(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundedBody.TooLarge) {
                return new Attempt.Over(new CallFailure(Cause.INVALID_ANSWER, String.valueOf(cause.getMessage())));
            }
        }
        return switch (e) {
            case HttpConnectTimeoutException _ -> unavailable("the endpoint does not accept connections");
            case ConnectException _ -> unavailable("the endpoint cannot be reached");
            case java.net.http.HttpTimeoutException _ -> new Attempt.Over(late("no answer in time"));
            case IOException _ -> unavailable("the connection broke: " + redacted(String.valueOf(e.getMessage())));
            default ->
                new Attempt.Over(new CallFailure(
                        Cause.UNAVAILABLE, "the endpoint cannot be called: " + redacted(String.valueOf(e))));
        };
    }

    private static Attempt unavailable(String message) {
        return new Attempt.Again(new CallFailure(Cause.UNAVAILABLE, message), Duration.ZERO);
    }

    private Attempt answered(HttpResponse<byte[]> response, long thought) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> completed(response.body(), thought);
            case 429 -> {
                statistics.add(Count.THROTTLED);
                yield again(Cause.OVERLOADED, response);
            }
            case 408, 500, 502, 503, 504, 529 -> again(Cause.UNAVAILABLE, response);
            default -> new Attempt.Over(new CallFailure(Cause.REFUSED, complaint(response)));
        };
    }

    private Attempt completed(byte[] body, long thought) {
        Optional<ChatWire.Completion> read = ChatWire.read(body);
        if (read.isEmpty()) {
            return new Attempt.Again(
                    new CallFailure(Cause.INVALID_ANSWER, "the answer is no chat completion"), Duration.ZERO);
        }
        ChatWire.Completion completion = read.get();
        long taken = completion.promptTokens() + completion.completionTokens();
        if (taken > 0) {
            rate.settle(thought, taken);
        }
        turnstile.widen();
        statistics.add(Count.PROMPT_TOKENS, completion.promptTokens());
        statistics.add(Count.COMPLETION_TOKENS, completion.completionTokens());
        return new Attempt.Done(completion.said());
    }

    private Attempt again(Cause cause, HttpResponse<byte[]> response) {
        Duration least = retryAfter(response);
        if (!least.isZero()) {
            rate.hold(least);
        } else if (cause == Cause.OVERLOADED) {
            rate.hold(FIRST_PAUSE);
        }
        return new Attempt.Again(new CallFailure(cause, complaint(response)), least);
    }

    private String complaint(HttpResponse<byte[]> response) {
        return redacted(
                "the endpoint answered with status " + response.statusCode() + ChatWire.complaint(response.body()));
    }

    private String redacted(String text) {
        return settings.key().map(key -> key.redact(text)).orElse(text);
    }

    /** Seconds, or a date; zero where there is neither. */
    private Duration retryAfter(HttpResponse<byte[]> response) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        Duration wait = Duration.ZERO;
        if (value.matches("\\d{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(value));
        } else if (!value.isEmpty()) {
            try {
                var moment = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
                wait = Duration.between(pacing.now(), moment.toInstant());
            } catch (DateTimeException _) {
                return Duration.ZERO; // what cannot be read is not there, as RFC 9110 has it for fields of other forms
            }
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }

    private static CallFailure late(String message) {
        return new CallFailure(Cause.TIMEOUT, message);
    }

    /** Ends what is under way, and the connections. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
