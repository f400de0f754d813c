package dev.assay.reward;

import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;

/** A reward function with its settings applied. */
@FunctionalInterface
public interface Scorer {
    /**
     * Judges one rollout. Bad model output is an outcome and never an exception; an exception means that the function
     * itself is at fault and becomes {@link Outcome.Failed}.
     *
     * @param deadline when the caller stops waiting
     */
    Outcome score(Rollout rollout, Deadline deadline);

    /**
     * Judges several rollouts at once, which functions override that gain from it.
     *
     * @return the outcomes in the order of the rollouts
     */
    default List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
        List<Outcome> outcomes = new ArrayList<>(rollouts.size());
        for (Rollout rollout : rollouts) {
            outcomes.add(score(rollout, deadline));
        }
        return outcomes;
    }
}
