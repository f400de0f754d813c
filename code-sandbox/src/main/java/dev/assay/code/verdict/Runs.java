package dev.assay.code.verdict;

import dev.assay.code.run.Conversation;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs that end with the caller's deadline. What our clock cuts short says nothing about the program, even where the
 * program slept.
 *
 * @param pairs how many pairs of programs may run at the same time
 */
public record Runs(Sandbox sandbox, Deadline deadline, Semaphore pairs) {
    /**
     * Does what takes two programs that run at the same time. Only so many do at once, or pairs would wait for each
     * other's second half.
     */
    public Finding paired(Supplier<Finding> work) {
        try {
            if (!pairs.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return late();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late();
        }
        try {
            return work.get();
        } finally {
            pairs.release();
        }
    }

    /** Our clock has run out. */
    public static Finding late() {
        return Finding.internal(Cause.DEADLINE, "the time of the call was over");
    }

    public Run run(Prepared program, RunRequest request) {
        return sandbox.run(program, within(request));
    }

    public Conversation open(Prepared program, RunRequest request) {
        return sandbox.open(program, within(request));
    }

    /** The finding of a run that did not end well; empty where it ended by itself with exit code 0. */
    public Optional<Finding> unlessClean(Run run) {
        boolean ours = run.ending() instanceof Ending.Idle || run.ending() instanceof Ending.Trouble;
        return ours && deadline.expired() ? Optional.of(late()) : Finding.unlessClean(run);
    }

    private RunRequest within(RunRequest request) {
        Duration left = deadline.remaining().plusMillis(1);
        Limits limits = request.limits();
        return left.compareTo(limits.wall()) >= 0
                ? request
                : new RunRequest(
                        request.stdin(),
                        request.arguments(),
                        request.files(),
                        request.collect(),
                        limits.withWall(left));
    }
}
