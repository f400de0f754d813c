package dev.assay.code.reward;

import dev.assay.code.repair.RepairJudge;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.util.Set;

/** Reads rollouts of the task {@code repair}: the patch is the last fence that is named {@code diff} or {@code patch}. */
final class RepairReader {
    private static final CodeExtraction FENCED = new CodeExtraction(Set.of("diff", "patch", "udiff"), false);
    private static final CodeExtraction BARE = new CodeExtraction(Set.of(), true);

    private final RepairJudge judge;

    RepairReader(RepairJudge judge) {
        this.judge = judge;
    }

    Reading read(Rollout rollout) {
        if (!(rollout.reference() instanceof Reference.Repair task)) {
            return Reading.answered(
                    Outcome.unscorable(ReasonCode.NO_REFERENCE, "a reference of the kind 'repair' is needed"));
        }
        String completion = rollout.judged();
        Extraction found = FENCED.extract(completion, rollout.prefilledThink());
        if (found instanceof Extraction.Missing
                && BARE.extract(completion, rollout.prefilledThink()) instanceof Extraction.Found(String text)
                && (text.contains("\ndiff --git ") || text.strip().startsWith("diff --git ")
                        || text.strip().startsWith("--- "))) {
            found = new Extraction.Found(text);
        }
        return switch (found) {
            case Extraction.Missing(ReasonCode reason, String detail) ->
                Reading.answered(Outcome.scored(0, reason, detail));
            case Extraction.Found(String patch) -> new Reading.Asks(new RepairQuestion(task, patch, judge));
        };
    }
}
