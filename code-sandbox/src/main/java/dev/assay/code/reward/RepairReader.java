package dev.assay.code.reward;

import dev.assay.code.run.Sandbox;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Rollout;

/** Reads rollouts of the task {@code repair}. */
final class RepairReader {
    RepairReader(Sandbox sandbox) {}

    Reading read(Rollout rollout) {
        return Reading.answered(
                Outcome.unscorable(ReasonCode.NO_REFERENCE, "a reference of the kind 'repair' is needed"));
    }
}
