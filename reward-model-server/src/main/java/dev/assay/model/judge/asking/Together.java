package dev.assay.model.judge.asking;

import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Questions that are asked at the same time, of which all are needed. */
public final class Together {
    private Together() {}

    private record Placed<T>(int place, Asked<T> asked) {}

    /**
     * Asks them, each on a thread of its own, and ends the others when one has no answer. When the calling thread is
     * interrupted, all end and the answer is a failure.
     *
     * @return the answers in the order of the questions, or the first failure
     */
    public static <T> Asked<List<Asked.Answered<T>>> ask(List<Callable<Asked<T>>> questions) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Placed<T>> done = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < questions.size(); i++) {
                int place = i;
                done.submit(() -> new Placed<>(place, questions.get(place).call()));
            }
            // Inside of the block, which otherwise waits for the others before it ends.
            try {
                return gathered(done, questions.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Asked.NotAnswered<>(new CallFailure(Cause.TIMEOUT, "the caller gave up"));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a question failed with an exception", e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <T> Asked<List<Asked.Answered<T>>> gathered(CompletionService<Placed<T>> done, int count)
            throws InterruptedException, ExecutionException {
        SortedMap<Integer, Asked.Answered<T>> answers = new TreeMap<>();
        boolean conflicting = false;
        while (answers.size() < count) {
            Placed<T> placed = done.take().get();
            switch (placed.asked()) {
                case Asked.Answered<T> answered -> {
                    answers.put(placed.place(), answered);
                    conflicting |= answered.conflicting();
                }
                case Asked.NotAnswered<T>(CallFailure failure) -> {
                    return new Asked.NotAnswered<>(failure);
                }
            }
        }
        return new Asked.Answered<>(List.copyOf(answers.values()), conflicting);
    }
}
