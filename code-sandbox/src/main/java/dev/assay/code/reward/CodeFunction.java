package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.run.BoxReport;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ExecutionException;

/**
 * The component {@code accuracy} of the task {@code code}: 1 where the program of the completion passes every test,
 * else 0, or a part where reference or recipe ask for it. Rollouts of one call that hand in the same program for the
 * same reference are judged once.
 */
public final class CodeFunction implements RewardFunction {
    /** A group arrives whole, so that equal programs of it meet. */
    private static final int BATCH = 64;

    private final JudgeRoomKeeper keeper = JudgeRoomKeeper.SHARED;

    @Override
    public String component() {
        return "accuracy";
    }

    @Override
    public boolean owns(String task) {
        return task.equals("code");
    }

    @Override
    public String grader() {
        return "code-sandbox/0.1.0";
    }

    @Override
    public Execution execution() {
        return Execution.waiting(4 * Runtime.getRuntime().availableProcessors(), BATCH);
    }
}
