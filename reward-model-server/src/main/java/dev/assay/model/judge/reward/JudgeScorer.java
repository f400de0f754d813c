package dev.assay.model.judge.reward;

import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Asks a judge about the rollouts of a batch at the same time; how many of them are under way is the endpoint's limit.
 *
 * <p>Trouble of the judge is returned as an outcome and not thrown, because the host tries exceptions of a transient
 * kind again, and the endpoint has its own retries and a budget for them.
 */
record JudgeScorer(Scorer one) implements Scorer {
    @Override
    public Outcome score(Rollout rollout, Deadline deadline) {
        return one.score(rollout, deadline);
    }

    @Override
    public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
        if (rollouts.size() == 1) {
            return List.of(one.score(rollouts.getFirst(), deadline));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> under = rollouts.stream()
                    .map(rollout -> threads.submit(() -> one.score(rollout, deadline)))
                    .toList();
            // Inside of the block, which otherwise waits for the others before it ends.
            try {
                List<Outcome> outcomes = new ArrayList<>();
                for (Future<Outcome> outcome : under) {
                    outcomes.add(outcome.get());
                }
                return outcomes;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Collections.nCopies(
                        rollouts.size(), Outcome.timeout(ReasonCode.DEADLINE, "interrupted while the judge was asked"));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a judgement failed with an exception", e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** What a failure of the judge is for a rollout; never a value. */
    static Outcome failed(String judge, CallFailure failure) {
        String evidence = judge + ": " + failure.message();
        return switch (failure.cause()) {
            case TIMEOUT -> Outcome.timeout(ReasonCode.DEADLINE, evidence);
            case UNAVAILABLE, OVERLOADED -> Outcome.failed(ReasonCode.REMOTE_UNAVAILABLE, evidence);
            case REFUSED, INVALID_ANSWER, TRUNCATED, NO_VERDICT -> Outcome.failed(ReasonCode.REMOTE_INVALID, evidence);
            case TOO_LONG -> Outcome.unscorable(ReasonCode.INPUT_TOO_LONG, evidence);
        };
    }

    /** The prompt as a judge reads it: a conversation with its roles. */
    static String request(Rollout rollout) {
        return rollout.prompt()
                .map(prompt -> switch (prompt) {
                    case Text.Plain(String text) -> text;
                    case Text.Chat(List<Text.Message> messages)
                    when messages.size() == 1 -> messages.getFirst().content();
                    case Text.Chat(List<Text.Message> messages) ->
                        messages.stream()
                                .map(message -> message.role() + ": " + message.content())
                                .collect(Collectors.joining("\n\n"));
                })
                .orElse("");
    }
}
