package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.repair.RepairJudge;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Scores rollouts beside each other, the same question once. The judge is asked for when there is work. */
final class GroupScorer implements Scorer {
    private final Supplier<Judge> judge;
    private final CodeSettings settings;
    private Optional<Readers> readers = Optional.empty();

    GroupScorer(Supplier<Judge> judge, CodeSettings settings) {
        this.judge = judge;
        this.settings = settings;
    }

    private record Readers(CodeReader code, RepairReader repair) {
        Reading read(Rollout rollout) {
            return rollout.task().equals("repair") ? repair.read(rollout) : code.read(rollout);
        }
    }

    private synchronized Readers readers() {
        if (readers.isEmpty()) {
            Judge opened = judge.get();
            readers = Optional.of(new Readers(
                    new CodeReader(opened, settings), new RepairReader(new RepairJudge(opened.sandbox()))));
        }
        return readers.get();
    }

    @Override
    public Outcome score(Rollout rollout, Deadline deadline) {
        return scoreAll(List.of(rollout), deadline).getFirst();
    }

    @Override
    public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
        Readers ready;
        try {
            ready = readers();
        } catch (AssayException e) {
            Outcome none = Outcome.failed(ReasonCode.SANDBOX_TROUBLE, String.valueOf(e.getMessage()));
            return rollouts.stream().map(_ -> none).toList();
        }
        List<Reading> readings = rollouts.stream().map(ready::read).toList();
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
