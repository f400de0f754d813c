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

/**
 * Runs that end with the caller's deadline. What our clock cuts short says nothing about the program, even where the
 * program slept.
 */
public record Runs(Sandbox sandbox, Deadline deadline) {
    public Run run(Prepared program, RunRequest request) {
        return sandbox.run(program, within(request));
    }

    public Conversation open(Prepared program, RunRequest request) {
        return sandbox.open(program, within(request));
    }

    /** The finding of a run that did not end well; empty where it ended by itself with exit code 0. */
    public Optional<Finding> unlessClean(Run run) {
        boolean ours = run.ending() instanceof Ending.Idle || run.ending() instanceof Ending.Trouble;
        return ours && deadline.expired()
                ? Optional.of(Finding.internal(Cause.DEADLINE, "the time of the call was over"))
                : Finding.unlessClean(run);
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
