package dev.assay.service.scoring;

import dev.assay.reward.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A compute thread with the call that it is on. When a call is over time the watchdog takes the call away and the host
 * puts another thread in this one's place; when the call comes back after all, the lane joins the others again.
 */
final class Lane extends Thread {
    private final Host host;
    private final AtomicReference<@Nullable ComputingCall> call = new AtomicReference<>();
    private boolean interrupted;

    Lane(Host host, Runnable work, String name) {
        super(work, name);
        this.host = host;
        setDaemon(true);
    }

    /** The lane that runs this code. */
    static Lane current() {
        return (Lane) Thread.currentThread();
    }

    boolean isFree() {
        return call.get() == null;
    }

    /** Runs a call; false where the call was taken away before it came back. */
    boolean run(ComputingCall running) {
        Optional<Outcome> refusal = running.refusal();
        if (refusal.isPresent()) {
            running.finish(refusal.get());
            return true;
        }
        call.set(running);
        Outcome outcome = running.run();
        if (call.compareAndSet(running, null)) {
            // An interrupt that the function left behind must not meet the next one.
            Thread.interrupted();
            running.finish(outcome);
            return true;
        }
        awaitInterrupt();
        running.cameBack();
        host.rejoined();
        return false;
    }

    /** Takes the call away where it is over time. */
    void watch(long now) {
        ComputingCall running = call.get();
        if (running != null && running.isOver(now)) {
            takeAway(running);
        }
    }

    /** Takes the call away because nobody will watch it any longer. */
    void abandon() {
        ComputingCall running = call.get();
        if (running != null) {
            takeAway(running);
        }
    }

    private void takeAway(ComputingCall running) {
        if (call.compareAndSet(running, null)) {
            running.lost();
            host.replace();
            synchronized (this) {
                interrupt();
                interrupted = true;
                notifyAll();
            }
            host.giveUp(running::giveUp);
        }
    }

    /** The interrupt belongs to the call that was taken away, so it is awaited before anything else runs here. */
    private void awaitInterrupt() {
        synchronized (this) {
            while (!interrupted) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    continue;
                }
            }
            interrupted = false;
            Thread.interrupted();
        }
    }
}
