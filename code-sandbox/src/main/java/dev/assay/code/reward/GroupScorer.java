package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Scores rollouts beside each other, the same question once. */
final class GroupScorer {
    private final CodeReader code;
    private final RepairReader repair;

    GroupScorer(Judge judge, CodeSettings settings) {
        this.code = new CodeReader(judge, settings);
        this.repair = new RepairReader(judge.sandbox());
    }

    List<Outcome> score(List<Rollout> rollouts, Deadline deadline) {
        List<Reading> readings = rollouts.stream().map(this::read).toList();
        Map<Question, Future<Outcome>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Reading reading : readings) {
                if (reading instanceof Reading.Asks(Question question)) {
                    answers.computeIfAbsent(question, _ -> threads.submit(() -> question.answer(deadline)));
                }
            }
            List<Outcome> outcomes = new ArrayList<>(rollouts.size());
            for (Reading reading : readings) {
                outcomes.add(
                        switch (reading) {
                            case Reading.Answered(Outcome outcome) -> outcome;
                            case Reading.Asks(Question question) -> await(answers, question);
                        });
            }
            return outcomes;
        }
    }

    private Reading read(Rollout rollout) {
        return rollout.task().equals("repair") ? repair.read(rollout) : code.read(rollout);
    }

    private static Outcome await(Map<Question, Future<Outcome>> answers, Question question) {
        Future<Outcome> answer = answers.get(question);
        if (answer == null) {
            throw new IllegalStateException("a question that nobody asked");
        }
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answers.values().forEach(other -> other.cancel(true));
            Thread.currentThread().interrupt();
            return Outcome.timeout(ReasonCode.DEADLINE, "interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
