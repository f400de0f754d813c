package dev.assay.service.scoring;

import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Rollout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts with the calls that each needs: a table with a row for each rollout and a column for each component. Compute
 * threads claim row after row; what waits runs beside them. Whoever fills the last cell hands the table over.
 */
final class Batch {
    private static final Logger LOG = System.getLogger(Batch.class.getName());

    /** So many rows that another compute thread is worth waking. */
    private static final int ROWS_FOR_ANOTHER_THREAD = 16;

    private final Host host;
    private final Deadline deadline;
    private final BooleanSupplier abandoned;
    private final Consumer<List<List<Component>>> done;
    private final List<Rollout> rollouts;
    private final List<List<Step>> steps;
    private final List<Component[]> cells;
    private final AtomicInteger nextRow = new AtomicInteger();
    private final AtomicInteger empty = new AtomicInteger();

    Batch(Host host, Deadline deadline, BooleanSupplier abandoned, int size, Consumer<List<List<Component>>> done) {
        this.host = host;
        this.deadline = deadline;
        this.abandoned = abandoned;
        this.done = done;
        this.rollouts = new ArrayList<>(size);
        this.steps = new ArrayList<>(size);
        this.cells = new ArrayList<>(size);
    }

    /** A place in the table. */
    record Cell(int row, int column) {}

    void add(Rollout rollout, List<Step> calls) {
        rollouts.add(rollout);
        steps.add(calls);
        cells.add(new Component[calls.size()]);
    }

    /** Starts the calls. On a compute thread of the host the computing ones run before this returns. */
    void start() {
        int total = 0;
        boolean computes = false;
        Map<Step, List<Cell>> waiting = new IdentityHashMap<>();
        for (int row = 0; row < steps.size(); row++) {
            List<Step> calls = steps.get(row);
            total += calls.size();
            for (int column = 0; column < calls.size(); column++) {
                Step step = calls.get(column);
                if (step.execution().waits()) {
                    waiting.computeIfAbsent(step, _ -> new ArrayList<>()).add(new Cell(row, column));
                } else {
                    computes = true;
                }
            }
        }
        if (total == 0) {
            handOver();
            return;
        }
        empty.set(total);
        host.started(total);
        waiting.forEach((step, places) -> {
            int size = step.execution().batch();
            for (int from = 0; from < places.size(); from += size) {
                host.launch(new WaitingCall(
                        host, this, step, List.copyOf(places.subList(from, Math.min(places.size(), from + size)))));
            }
        });
        if (computes) {
            // Threads beyond the cores that have nothing to do only cost switches.
            int others = Math.min(host.idleCores() - 1, rollouts.size() / ROWS_FOR_ANOTHER_THREAD);
            for (int i = 0; i < others; i++) {
                host.compute(new Work(null));
            }
            if (Thread.currentThread() instanceof Lane lane && lane.isFree()) {
                compute(lane);
            } else {
                host.compute(new Work(null));
            }
        }
    }

    /** What a compute thread does for the batch. */
    final class Work implements Runnable {
        private final @Nullable Cell after;

        private Work(@Nullable Cell after) {
            this.after = after;
        }

        @Override
        public void run() {
            Lane lane = Lane.current();
            if (after == null || computeRow(lane, after.row(), after.column() + 1)) {
                compute(lane);
            }
        }

        /** Ends the calls that nobody will make any more. */
        void abandon() {
            if (after != null) {
                abandonRow(after.row(), after.column() + 1);
            }
            int row;
            while ((row = nextRow.getAndIncrement()) < rollouts.size()) {
                abandonRow(row, 0);
            }
        }
    }

    /** What goes on after a call whose thread did not come back. */
    Work after(Cell cell) {
        return new Work(cell);
    }

    private void abandonRow(int row, int from) {
        List<Step> calls = steps.get(row);
        for (int column = from; column < calls.size(); column++) {
            if (!calls.get(column).execution().waits()) {
                Outcome ended = Outcome.timeout(ReasonCode.NOT_STARTED, "the service stops");
                fill(new Cell(row, column), calls.get(column), ended, 0);
            }
        }
    }

    private void compute(Lane lane) {
        host.computing(1);
        try {
            int row;
            while ((row = nextRow.getAndIncrement()) < rollouts.size()) {
                if (!computeRow(lane, row, 0)) {
                    return;
                }
            }
        } finally {
            host.computing(-1);
        }
    }

    /** Runs the computing calls of a row; false where the thread was given up in the meantime. */
    private boolean computeRow(Lane lane, int row, int from) {
        List<Step> calls = steps.get(row);
        for (int column = from; column < calls.size(); column++) {
            if (!calls.get(column).execution().waits()
                    && !lane.run(new ComputingCall(host, this, calls.get(column), new Cell(row, column)))) {
                return false;
            }
        }
        return true;
    }

    Rollout rollout(int row) {
        return rollouts.get(row);
    }

    /** The caller's deadline, which is now where nobody waits any more. */
    Deadline deadline() {
        return abandoned.getAsBoolean() ? Deadline.after(Duration.ZERO) : deadline;
    }

    boolean isAbandoned() {
        return abandoned.getAsBoolean();
    }

    /** Fills a cell. Each cell is filled once: by the call, or by the watchdog that gave the call up. */
    void fill(Cell cell, Step step, Outcome outcome, long micros) {
        Component component = new Component(step.component(), outcome, step.grader(), micros);
        cells.get(cell.row())[cell.column()] = component;
        host.finished(component);
        if (empty.decrementAndGet() == 0) {
            handOver();
        }
    }

    /** The caller's own trouble with the answer must not end one of our threads. */
    private void handOver() {
        try {
            done.accept(table());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "whoever asked for " + rollouts.size() + " rollouts failed on the answer", e);
        }
    }

    private List<List<Component>> table() {
        List<List<Component>> table = new ArrayList<>(cells.size());
        for (Component[] row : cells) {
            table.add(Arrays.asList(row));
        }
        return table;
    }
}
