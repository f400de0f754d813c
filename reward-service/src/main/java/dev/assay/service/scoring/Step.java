package dev.assay.service.scoring;

import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;

/**
 * One configured function of a plan.
 *
 * @param gauge what the host knows of the function, shared by all recipes that use it
 */
record Step(String component, String grader, Scorer scorer, Execution execution, FunctionGauge gauge) {

    static Step of(RewardFunction function, Scorer scorer, Host host) {
        return new Step(
                function.component(),
                function.grader(),
                scorer,
                function.execution(),
                host.gauge(function.component(), function.grader(), function.execution()));
    }

    static Step unowned(String component, String task, Host host) {
        Outcome nobody = Outcome.failed(
                ReasonCode.NO_FUNCTION, "no reward function here owns " + component + " for the task " + task);
        return new Step(component, "", (_, _) -> nobody, Execution.INLINE, host.gauge(component, "", Execution.INLINE));
    }
}
