package dev.assay.code.reward;

import dev.assay.code.repair.RepairJudge;
import dev.assay.code.repair.RepairVerdict;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;

/** Whether a patch repairs a repository. */
record RepairQuestion(Reference.Repair task, String patch, RepairJudge judge) implements Question {
    @Override
    public Outcome answer(Deadline deadline) {
        return switch (judge.judge(task, patch, deadline)) {
            case RepairVerdict.Repaired(int tests) ->
                Outcome.scored(1, ReasonCode.ACCEPTED, tests + " of " + tests + " tests");
            case RepairVerdict.TestsFail(String test, String detail) ->
                Outcome.scored(0, ReasonCode.TESTS_FAILED, test + " " + detail);
            case RepairVerdict.PatchFails(String detail) -> Outcome.scored(0, ReasonCode.PATCH_FAILED, detail);
            case RepairVerdict.PatchRefused(String detail) -> Outcome.scored(0, ReasonCode.PATCH_REFUSED, detail);
            case RepairVerdict.TaskUnusable(String detail) ->
                Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, detail);
            case RepairVerdict.Trouble(String detail, boolean late) ->
                late
                        ? Outcome.timeout(ReasonCode.DEADLINE, detail)
                        : Outcome.failed(ReasonCode.SANDBOX_TROUBLE, detail);
        };
    }
}
