package dev.assay.model.judge.asking;

import dev.assay.model.judge.asking.EqualQuestions.Ending;
import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.endpoint.ChatAnswer;
import dev.assay.model.judge.endpoint.ChatEndpoint;
import dev.assay.model.judge.endpoint.ChatRequest;
import dev.assay.model.judge.endpoint.EndpointSettings;
import dev.assay.model.judge.reading.Read;
import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Asks one judge. Thread-safe. */
public final class Asker implements AutoCloseable {
    private final ChatEndpoint endpoint;
    private final AnswerCache cache;
    private final JudgeStatistics statistics;
    private final EqualQuestions equal;

    /**
     * Puts the parts together.
     *
     * @param endpoint closed with this
     */
    public Asker(ChatEndpoint endpoint, AnswerCache cache, JudgeStatistics statistics) {
        this.endpoint = endpoint;
        this.cache = cache;
        this.statistics = statistics;
        this.equal = new EqualQuestions(() -> statistics.add(Count.SHARED));
    }

    /** Where everything is counted. */
    public JudgeStatistics statistics() {
        return statistics;
    }

    /**
     * Asks until the answer can be read, at most three times; equal questions at the same time are asked once.
     *
     * @param run tells questions apart that are asked several times; from 0
     * @param reader takes the answer, and nothing of the question
     */
    public <T> Asked<T> ask(Question question, int run, Function<String, Read<T>> reader, Deadline deadline) {
        EndpointSettings settings = endpoint.settings();
        ChatRequest request = new ChatRequest(
                messages(question.system(), question.user()), settings.maxTokens(), seed(settings, 2L * run));
        String key = AnswerCache.key(List.of(
                settings.url().toString(),
                question.version(),
                Integer.toString(run),
                Integer.toString(settings.moreTokens()),
                question.reminder(),
                new String(endpoint.body(request), StandardCharsets.UTF_8)));
        Ending ending = equal.ask(key, () -> ending(question, request, key, reader, deadline), deadline);
        return switch (ending) {
            case Ending.Words(String text) -> read(text, reader);
            case Ending.Failure(CallFailure failure) -> new Asked.NotAnswered<>(failure);
            case Ending.Own(CallFailure failure) -> new Asked.NotAnswered<>(failure);
        };
    }

    private static <T> Asked<T> read(String text, Function<String, Read<T>> reader) {
        return switch (reader.apply(text)) {
            case Read.Found<T>(T value, boolean conflicting) -> new Asked.Answered<>(value, conflicting);
            case Read.Missing<T>(String why) -> throw new IllegalStateException("read before, and now " + why);
        };
    }

    private Ending ending(
            Question question,
            ChatRequest request,
            String key,
            Function<String, ? extends Read<?>> reader,
            Deadline deadline) {
        Optional<String> known = cache.get(key);
        if (known.isPresent() && reader.apply(known.get()) instanceof Read.Found<?>) {
            statistics.add(Count.CACHE_HITS);
            return new Ending.Words(known.get());
        }
        statistics.add(Count.CACHE_MISSES);
        return switch (say(request, deadline)) {
            case ChatAnswer.Unanswered(CallFailure failure) -> unanswered(failure, deadline);
            case ChatAnswer.Said said -> heard(said.content(), question, request, key, reader, deadline);
        };
    }

    /** With more time, or another caller, it might have gone well. */
    private Ending unanswered(CallFailure failure, Deadline deadline) {
        boolean own = switch (failure.cause()) {
            case TIMEOUT, UNAVAILABLE, OVERLOADED ->
                Thread.currentThread().isInterrupted()
                        || deadline.remaining().compareTo(endpoint.settings().timeout()) < 0;
            case REFUSED, INVALID_ANSWER, TRUNCATED, NO_VERDICT, TOO_LONG -> false;
        };
        return own ? new Ending.Own(failure) : new Ending.Failure(failure);
    }

    private Ending heard(
            String answer,
            Question question,
            ChatRequest request,
            String key,
            Function<String, ? extends Read<?>> reader,
            Deadline deadline) {
        switch (reader.apply(answer)) {
            case Read.Found<?>(var _, boolean conflicting)
            when !conflicting -> {
                return kept(key, answer);
            }
            case Read.Found<?> _ -> statistics.add(Count.CONFLICTS);
            case Read.Missing<?> _ -> statistics.add(Count.PARSE_FAILURES);
        }
        OptionalLong seed = request.seed();
        ChatRequest again = new ChatRequest(
                messages(question.system(), question.user() + "\n\n" + question.reminder()),
                request.maxTokens(),
                seed.isPresent() ? OptionalLong.of(seed.getAsLong() + 1) : seed);
        return switch (say(again, deadline)) {
            case ChatAnswer.Unanswered(CallFailure failure) -> unanswered(failure, deadline);
            case ChatAnswer.Said said ->
                switch (reader.apply(said.content())) {
                    case Read.Found<?>(var _, boolean conflicting) -> {
                        if (conflicting) {
                            statistics.add(Count.CONFLICTS);
                        }
                        yield kept(key, said.content());
                    }
                    case Read.Missing<?>(String why) -> {
                        statistics.add(Count.PARSE_FAILURES);
                        yield new Ending.Failure(
                                new CallFailure(Cause.NO_VERDICT, why + " in two answers of the judge"));
                    }
                };
        };
    }

    /** An answer that is whole: one that broke off may name a verdict that it was still to weigh. */
    private ChatAnswer say(ChatRequest request, Deadline deadline) {
        ChatAnswer answer = endpoint.ask(request, deadline);
        if (!brokeOff(answer)) {
            return answer;
        }
        int more = endpoint.settings().moreTokens();
        if (more > request.maxTokens()) {
            answer = endpoint.ask(new ChatRequest(request.messages(), more, request.seed()), deadline);
            if (!brokeOff(answer)) {
                return answer;
            }
        }
        return new ChatAnswer.Unanswered(
                new CallFailure(Cause.TRUNCATED, "no verdict within " + more + " tokens of the judge"));
    }

    private boolean brokeOff(ChatAnswer answer) {
        if (answer instanceof ChatAnswer.Said said && said.truncated()) {
            statistics.add(Count.TRUNCATED);
            return true;
        }
        return false;
    }

    private Ending kept(String key, String answer) {
        cache.put(key, answer);
        return new Ending.Words(answer);
    }

    private static List<ChatRequest.Message> messages(String system, String user) {
        return List.of(new ChatRequest.Message("system", system), new ChatRequest.Message("user", user));
    }

    private static OptionalLong seed(EndpointSettings settings, long more) {
        return settings.seed().isPresent() ? OptionalLong.of(settings.seed().getAsLong() + more) : OptionalLong.empty();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
