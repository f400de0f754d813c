package dev.assay.code.pool;

import dev.assay.code.pool.Supervisor.Frame;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

/** A run on a supervisor that is spoken with. */
final class SupervisedConversation implements Conversation {
    private static final byte[] NOTHING = {};

    private final Supervisor supervisor;
    private final SupervisedRun run;
    private final ScheduledFuture<?> tooLate;
    private final Consumer<Boolean> giveBack;
    private final In in = new In();
    private final Out out = new Out();
    private Optional<Run> ended = Optional.empty();
    private byte[] unread = NOTHING;
    private int position;
    private boolean last;

    /** @param giveBack takes the supervisor back; is told whether it can be used again */
    SupervisedConversation(
            Supervisor supervisor, SupervisedRun run, ScheduledFuture<?> tooLate, Consumer<Boolean> giveBack) {
        this.supervisor = supervisor;
        this.run = run;
        this.tooLate = tooLate;
        this.giveBack = giveBack;
    }

    @Override
    public OutputStream toProgram() {
        return out;
    }

    @Override
    public InputStream fromProgram() {
        return in;
    }

    /** Waits for the next piece of output; false at the end. */
    private synchronized boolean next() {
        while (!last) {
            try {
                Frame frame = supervisor.read();
                if (frame.kind() == 'o') {
                    unread = frame.content();
                    position = 0;
                    return true;
                }
                last = run.take(frame);
                if (frame.kind() == 'r') {
                    out.over = true;
                    supervisor.say('x', NOTHING, 0, 0);
                    supervisor.flush();
                }
                if (last) {
                    finish(run.finished(), run.sound());
                }
            } catch (IOException e) {
                last = true;
                finish(Run.trouble("the supervisor was lost: " + e.getMessage()), false);
            }
        }
        return false;
    }

    private void finish(Run result, boolean sound) {
        tooLate.cancel(false);
        out.over = true;
        ended = Optional.of(result);
        giveBack.accept(sound);
    }

    @Override
    public Run await() {
        try {
            out.close();
        } catch (IOException e) {
            // It ended already.
        }
        synchronized (this) {
            while (next()) {
                // Nobody wants to read it.
            }
            return ended.orElseGet(() -> Run.trouble("closed"));
        }
    }

    @Override
    public void close() {
        if (!out.over) {
            try {
                supervisor.say('k', NOTHING, 0, 0);
                supervisor.flush();
            } catch (IOException e) {
                // It ended already.
            }
        }
        await();
    }

    private final class Out extends OutputStream {
        private volatile boolean over;
        private boolean closed;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (over) {
                throw new IOException("the program has ended");
            }
            supervisor.say('i', bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            supervisor.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed && !over) {
                closed = true;
                supervisor.say('c', NOTHING, 0, 0);
                supervisor.flush();
            }
        }
    }

    private final class In extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            synchronized (SupervisedConversation.this) {
                if (position == unread.length && !next()) {
                    return -1;
                }
                int count = Math.min(length, unread.length - position);
                System.arraycopy(unread, position, into, offset, count);
                position += count;
                return count;
            }
        }

        @Override
        public int available() {
            return unread.length - position;
        }
    }
}
