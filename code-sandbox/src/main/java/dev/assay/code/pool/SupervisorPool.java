package dev.assay.code.pool;

import dev.assay.code.box.BoxMaker;
import dev.assay.code.box.Job;
import dev.assay.code.box.NoConversation;
import dev.assay.code.box.Runner;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;

/**
 * Keeps supervisors warm. Programs that read the same of the machine share a supervisor, one after the other; no more
 * run at a time than there are places, first come first served. A supervisor goes after so many runs, or at the first
 * thing about it that is not as it should be.
 */
final class SupervisorPool implements Runner {
    private static final int RUNS = 5_000;
    private static final int SPARE = 6;

    /** What a supervisor can be used for. */
    private record Kind(List<String> read, boolean zygote) {}

    private record Idle(Kind kind, Supervisor supervisor) {}

    private final BoxMaker maker;
    private final BoxReport report;
    private final int places;
    private final Semaphore free;
    private final Semaphore conversations;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<Supervisor> busy = new HashSet<>();
    private boolean closed;

    /**
     * @param maker belongs to the pool from now on
     * @param places runs at a time
     */
    SupervisorPool(BoxMaker maker, BoxReport report, int places) {
        this.maker = maker;
        this.report = report;
        this.places = places;
        this.free = new Semaphore(places, true);
        this.conversations = new Semaphore(4 * places, true);
    }

    @Override
    public BoxReport report() {
        return report;
    }

    @Override
    public Optional<String> unreachable(List<String> read) {
        return read.stream()
                .filter(path -> Files.exists(Path.of(path)) && !maker.reaches(Path.of(path)))
                .findFirst();
    }

    @Override
    public Run run(Job job) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Run.trouble("interrupted");
        }
        try {
            Kind kind = kind(job);
            try {
                Optional<Run> run = once(kind, job, false);
                if (run.isPresent()) {
                    return run.get();
                }
            } catch (IOException first) {
                // A supervisor that died took nothing of the program's verdict with it: once more, on a new one.
            }
            return once(kind, job, true).orElseThrow();
        } catch (IOException e) {
            return Run.trouble("the supervisor was lost: " + e.getMessage());
        } finally {
            free.release();
        }
    }

    /** Empty where the run has to be made once more. */
    private Optional<Run> once(Kind kind, Job job, boolean fresh) throws IOException {
        Supervisor supervisor = fresh ? start(kind) : take(kind);
        boolean sound = false;
        try {
            SupervisedRun run = new SupervisedRun(supervisor, job);
            Run result = run.run();
            sound = run.sound();
            return !fresh && run.suspect(result) ? Optional.empty() : Optional.of(result);
        } finally {
            giveBack(kind, supervisor, sound);
        }
    }

    @Override
    public Conversation open(Job job) {
        if (!conversations.tryAcquire()) {
            return new NoConversation("too many conversations at a time");
        }
        Kind kind = kind(job);
        try {
            Supervisor supervisor = take(kind);
            try {
                SupervisedRun run = new SupervisedRun(supervisor, job);
                ScheduledFuture<?> tooLate = run.begin(true);
                return new SupervisedConversation(supervisor, run, tooLate, sound -> {
                    giveBack(kind, supervisor, sound);
                    conversations.release();
                });
            } catch (IOException e) {
                giveBack(kind, supervisor, false);
                throw e;
            }
        } catch (IOException e) {
            conversations.release();
            return new NoConversation("the supervisor was lost: " + e.getMessage());
        }
    }

    private static Kind kind(Job job) {
        return new Kind(
                job.read().stream().distinct().sorted().toList(), job.zygote().isPresent());
    }

    private Supervisor take(Kind kind) throws IOException {
        synchronized (idle) {
            if (closed) {
                throw new IOException("the sandbox is closed");
            }
            for (Iterator<Idle> newest = idle.iterator(); newest.hasNext(); ) {
                Idle one = newest.next();
                if (one.kind().equals(kind)) {
                    newest.remove();
                    busy.add(one.supervisor());
                    return one.supervisor();
                }
            }
        }
        return start(kind);
    }

    private Supervisor start(Kind kind) throws IOException {
        Supervisor fresh = Supervisor.start(maker, kind.read(), kind.zygote());
        synchronized (idle) {
            if (!closed) {
                busy.add(fresh);
                return fresh;
            }
        }
        fresh.close();
        throw new IOException("the sandbox is closed");
    }

    private void giveBack(Kind kind, Supervisor supervisor, boolean sound) {
        List<Supervisor> leaving = new ArrayList<>();
        synchronized (idle) {
            busy.remove(supervisor);
            if (sound && !closed && supervisor.countRun() < RUNS) {
                idle.addFirst(new Idle(kind, supervisor));
                while (idle.size() > places + SPARE) {
                    leaving.add(idle.removeLast().supervisor());
                }
            } else {
                leaving.add(supervisor);
            }
        }
        leaving.forEach(Supervisor::close);
    }

    /** Process ids of the supervisors, idle and busy. */
    List<Long> pids() {
        synchronized (idle) {
            List<Long> pids = new ArrayList<>();
            idle.forEach(one -> pids.add(one.supervisor().pid()));
            busy.forEach(one -> pids.add(one.pid()));
            return pids;
        }
    }

    @Override
    public void close() {
        List<Supervisor> all = new ArrayList<>();
        synchronized (idle) {
            closed = true;
            idle.forEach(one -> all.add(one.supervisor()));
            idle.clear();
            all.addAll(busy);
        }
        all.forEach(Supervisor::close);
        maker.close();
    }
}
