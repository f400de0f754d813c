package dev.assay.code.checker;

import dev.assay.code.run.Conversation;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.SourceFile;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A submission that speaks with an interactor, called as {@code interactor input output answer}: each one's output is
 * the other's input. The interactor decides by testlib's exit codes, unless the submission broke a limit, or crashed
 * before the interactor was done.
 *
 * @param interactor the problem's program
 * @param limits of the interactor
 */
public record Interaction(Prepared interactor, Limits limits) {
    private static final int BUFFER = 16 * 1024;
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Lets the two speak. */
    public Finding hold(Prepared submission, Limits allowed, byte[] input, byte[] answer, Runs runs) {
        RunRequest request = RunRequest.with(
                        limits.withWall(longer(limits.wall(), allowed.wall()).plus(LINGER)))
                .withArguments("input.txt", "output.txt", "answer.txt")
                .withFiles(List.of(new SourceFile("input.txt", input), new SourceFile("answer.txt", answer)));
        try (Conversation jury = runs.open(interactor, request);
                Conversation player = runs.open(submission, RunRequest.with(allowed))) {
            Pump toJury = new Pump(player.fromProgram(), jury.toProgram());
            Pump toPlayer = new Pump(jury.fromProgram(), player.toProgram());
            Thread other = Thread.ofVirtual().start(toJury);
            toPlayer.run();
            // The interactor has said all that it will say; the submission sees the end of its input.
            Run judged = jury.await();
            other.join(LINGER.toMillis() + allowed.wall().toMillis());
            Run played = player.await();
            return decide(judged, played, toJury.ended - toPlayer.ended < 0, runs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.internal(Cause.DEADLINE, "interrupted");
        }
    }

    private static Finding decide(Run judged, Run played, boolean playerEndedFirst, Runs runs) {
        Optional<Finding> broken = runs.unlessClean(played);
        if (broken.isPresent() && (broken.get().verdict() != Verdict.RUNTIME_ERROR || playerEndedFirst)) {
            return broken.get();
        }
        if (judged.ending() instanceof Ending.Exited(int code)) {
            Finding finding = ExitCodes.finding(code, judged, played)
                    .orElseGet(() -> Finding.internal(Cause.SANDBOX, "the interactor exited with " + code));
            return finding.verdict() == Verdict.ACCEPTED && broken.isPresent() ? broken.get() : finding;
        }
        return runs.unlessClean(judged)
                .filter(found -> found.cause() == Cause.DEADLINE)
                .orElseGet(() -> Finding.internal(Cause.SANDBOX, "the interactor ended by " + judged.ending()));
    }

    private static Duration longer(Duration left, Duration right) {
        return left.compareTo(right) > 0 ? left : right;
    }

    /** Carries bytes from one program to the other until either ends. */
    private static final class Pump implements Runnable {
        private final InputStream from;
        private final OutputStream to;
        private volatile long ended = Long.MAX_VALUE;

        Pump(InputStream from, OutputStream to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[BUFFER];
            boolean listening = true;
            try (from) {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    listening = listening && send(buffer, count);
                }
            } catch (IOException e) {
                // A program that is ended closes its output in the middle, which is its end.
            } finally {
                ended = System.nanoTime();
                end();
            }
        }

        /** Whether the other one still takes what is sent; what nobody reads is read to its end all the same. */
        private boolean send(byte[] buffer, int count) {
            try {
                to.write(buffer, 0, count);
                to.flush();
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        private void end() {
            try {
                to.close();
            } catch (IOException e) {
                // The other one has ended already.
            }
        }
    }
}
