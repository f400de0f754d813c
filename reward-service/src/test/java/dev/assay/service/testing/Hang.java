package dev.assay.service.testing;

import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import java.util.concurrent.CountDownLatch;

/** Hangs on completions that are the word "hang", whatever anyone asks of it, until it is closed. */
public final class Hang implements Scorer, AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public Outcome score(Rollout rollout, Deadline deadline) {
        if (rollout.judged().equals("hang")) {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
        }
        return ChosenFunction.judge(rollout);
    }

    @Override
    public void close() {
        end.countDown();
    }
}
