package dev.assay.model.judge.reward;

import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Rollout;
import java.util.List;
import java.util.function.Function;

/**
 * What a judge is shown of a rollout.
 *
 * @param part of the completion
 * @param longest the most characters of everything together
 */
record Shown(FinalAnswer part, int longest) {
    /**
     * Asks about the completion. Where it says nothing, or too much, it has the worst value, because the policy wrote
     * it; where prompt and references alone are too long, nobody can say.
     *
     * @param given the prompt and the references
     * @param ask takes the part of the completion
     */
    Outcome judged(Rollout rollout, List<String> given, double worst, Function<String, Outcome> ask) {
        long length = given.stream().mapToLong(String::length).sum();
        if (length > longest) {
            return Outcome.unscorable(
                    ReasonCode.INPUT_TOO_LONG, "prompt and reference are longer than " + longest + " characters");
        }
        String answer = part.of(rollout);
        if (answer.isEmpty()) {
            return Outcome.scored(worst, ReasonCode.NO_ANSWER, "");
        }
        if (length + answer.length() > longest) {
            return Outcome.scored(worst, ReasonCode.TOO_COSTLY, "too long for the judge: " + answer.length());
        }
        return ask.apply(answer);
    }
}
