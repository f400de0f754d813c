package dev.assay.model.judge.asking;

import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.reward.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Equal questions that are under way at the same time: the first is asked, and the others wait for what comes of it. A
 * failure goes to those that waited and to nobody later. Where the first was taken away, or had too little time, that
 * is no answer for the others: one of them is asked in its place. Thread-safe.
 */
final class EqualQuestions {
    private final ConcurrentHashMap<String, CompletableFuture<Ending>> underWay = new ConcurrentHashMap<>();
    private final Runnable joined;

    /** How a question ended. */
    sealed interface Ending {
        /** With the judge's words, which can be read. */
        record Words(String text) implements Ending {}

        /** Without them, for whoever asks it. */
        record Failure(CallFailure failure) implements Ending {}

        /** Without them, because of the one that asked. */
        record Own(CallFailure failure) implements Ending {}
    }

    /**
     * None yet.
     *
     * @param joined is told of each question that waits for an equal one
     */
    EqualQuestions(Runnable joined) {
        this.joined = joined;
    }

    /**
     * Asks, or waits for an equal question.
     *
     * @param asked runs on this thread where no equal question is under way
     */
    Ending ask(String key, Supplier<Ending> asked, Deadline deadline) {
        while (true) {
            CompletableFuture<Ending> own = new CompletableFuture<>();
            CompletableFuture<Ending> first = underWay.putIfAbsent(key, own);
            if (first == null) {
                return first(key, own, asked);
            }
            joined.run();
            Optional<Ending> ending = waited(first, deadline);
            if (ending.isPresent()) {
                return ending.get();
            }
        }
    }

    private Ending first(String key, CompletableFuture<Ending> own, Supplier<Ending> asked) {
        Ending ending = new Ending.Own(new CallFailure(Cause.TIMEOUT, "the question broke off"));
        try {
            ending = asked.get();
            return ending;
        } finally {
            // Whoever comes now finds the answer in the cache, or asks anew.
            underWay.remove(key, own);
            own.complete(ending);
        }
    }

    /** What came of the first; empty where somebody else has to ask. */
    private static Optional<Ending> waited(CompletableFuture<Ending> first, Deadline deadline) {
        try {
            Ending ending = first.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return ending instanceof Ending.Own ? Optional.empty() : Optional.of(ending);
        } catch (TimeoutException _) {
            return failed("an equal question had no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("the caller gave up");
        } catch (ExecutionException e) {
            throw new AssertionError("it is only ever completed", e);
        }
    }

    private static Optional<Ending> failed(String message) {
        return Optional.of(new Ending.Own(new CallFailure(Cause.TIMEOUT, message)));
    }
}
