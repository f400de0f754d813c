package dev.assay.code.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.assay.code.box.Box;
import dev.assay.code.box.ControlGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A container that is attached to: its streams are pipes of ours. */
final class Container implements Box {
    private static final long PATIENCE_SECONDS = 10;

    private final DockerClient engine;
    private final String id;
    private final Pipe in = new Pipe();
    private final Pipe out = new Pipe();
    private final Pipe err = new Pipe();
    private final Attachment attachment = new Attachment();
    private long pid;
    private Optional<ControlGroup> group = Optional.empty();

    private Container(DockerClient engine, String id) {
        this.engine = engine;
        this.id = id;
    }

    /** Attaches to a container that was made, and starts it. */
    static Container start(DockerClient engine, String id) throws IOException {
        Container container = new Container(engine, id);
        try {
            engine.attachContainerCmd(id)
                    .withStdIn(container.in.source())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(container.attachment);
            if (!container.attachment.awaitStarted(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the container engine does not let its containers be attached to");
            }
            engine.startContainerCmd(id).exec();
            Long first = engine.inspectContainerCmd(id).exec().getState().getPidLong();
            container.pid = first == null ? 0 : first;
            container.group = ControlGroup.of(container.pid, id);
            return container;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            container.close();
            throw new IOException("interrupted", e);
        } catch (IOException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private final class Attachment extends ResultCallback.Adapter<Frame> {
        @Override
        public void onNext(Frame frame) {
            try {
                // The client uses its buffer again for what comes next.
                byte[] copy = frame.getPayload().clone();
                (frame.getStreamType() == StreamType.STDERR ? err : out).put(copy);
            } catch (IOException e) {
                onError(e);
            }
        }

        @Override
        public void onError(Throwable problem) {
            end();
            super.onError(problem);
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }
    }

    private void end() {
        in.close();
        out.close();
        err.close();
    }

    @Override
    public OutputStream input() {
        return in.sink();
    }

    @Override
    public InputStream output() {
        return out.source();
    }

    @Override
    public InputStream errors() {
        return err.source();
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Optional<ControlGroup> group() {
        return group;
    }

    /** Without its input a supervisor ends by itself; what reads from it is told now. */
    @Override
    public void kill() {
        end();
        Thread.startVirtualThread(this::remove);
    }

    @Override
    public void close() {
        end();
        remove();
        try {
            attachment.close();
        } catch (IOException e) {
            // The connection is gone already.
        }
        group.ifPresent(ControlGroup::close);
    }

    private void remove() {
        try {
            engine.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // It ended by itself, and the engine removes it.
        } catch (RuntimeException e) {
            // The engine is gone. What it still holds is swept at the next start.
        }
    }
}
