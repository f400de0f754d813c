package dev.assay.broker.server;

import dev.assay.broker.BrokerDirectory;
import dev.assay.broker.BrokerReport;
import dev.assay.broker.BrokerReport.Failed;
import dev.assay.broker.BrokerReport.Ready;
import dev.assay.broker.BrokerReport.Trouble;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The child's main: {@code EmbeddedBroker DIRECTORY PORT keep|delete}. Reports on standard output, logs on standard
 * error, and stops when standard input ends. Exit codes: 0 after an orderly stop with the data deleted where that was
 * asked for, 1 otherwise.
 */
public final class EmbeddedBroker {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** Below this Kafka's memory-mapped indexes may crash the JVM instead of failing. */
    private static final long SPACE_NEEDED_MIB = 64;

    private final PrintStream reports;
    private final BrokerDirectory directory;
    private final int port;
    private final boolean keepData;
    private final LastTrouble lastTrouble = new LastTrouble();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile Optional<KafkaRaftServer> running = Optional.empty();
    private volatile Optional<FileChannel> lock = Optional.empty();

    private EmbeddedBroker(PrintStream reports, BrokerDirectory directory, int port, boolean keepData) {
        this.reports = reports;
        this.directory = directory;
        this.port = port;
        this.keepData = keepData;
    }

    public static void main(String[] arguments) {
        PrintStream reports = System.out;
        // Whatever Kafka prints belongs to the log; standard output is for reports alone.
        System.setOut(System.err);
        EmbeddedBroker broker = new EmbeddedBroker(
                reports,
                new BrokerDirectory(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]),
                arguments[2].equals("keep"));
        broker.obeyTheParentOnly();
        broker.start();
    }

    private void obeyTheParentOnly() {
        // Ctrl-C reaches the whole process group; the parent may still need the broker while it stops.
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        Exit.setExitProcedure((code, message) -> giveUp(message));
        Exit.setHaltProcedure((code, message) -> giveUp(message));
        // No daemon: it keeps the JVM until the data is deleted, when Kafka's own threads have ended.
        Thread.ofPlatform().name("parent-watch").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // The parent says nothing; only the end matters.
                }
            } catch (IOException brokenPipe) {
                // It means the same as the end.
            }
            stop();
        });
    }

    private void start() {
        try {
            lock = directory.lock();
            if (lock.isEmpty()) {
                // Nothing here is ours to delete.
                report(new Failed(Trouble.DATA_LOCKED, "locked"));
                Runtime.getRuntime().halt(1);
            }
            long freeMib = Files.getFileStore(directory.root()).getUsableSpace() >> 20;
            if (freeMib < SPACE_NEEDED_MIB) {
                fail(new Failed(Trouble.NO_SPACE, freeMib + " MiB free, " + SPACE_NEEDED_MIB + " MiB needed"));
            }
            LoopbackPorts ports = LoopbackPorts.pick(port);
            lastTrouble.listen();
            KafkaConfig config = BrokerSettings.of(directory.messages(), ports);
            Storage.formatIfNew(directory.messages(), config);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            running = Optional.of(server);
            report(new Ready(LoopbackPorts.HOST + ":" + ports.clients()));
        } catch (Throwable trouble) {
            if (!stopping.get()) {
                System.err.println("The broker did not start.");
                trouble.printStackTrace();
                fail(classify(trouble));
            }
        }
    }

    /** The innermost cause that has a remedy of its own decides. */
    private Failed classify(Throwable trouble) {
        Throwable root = trouble;
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            root = cause;
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof BindException && !message.contains("Permission denied")) {
                return new Failed(
                        Trouble.PORT_IN_USE, LoopbackPorts.inUse(port) ? String.valueOf(port) : "of the controller");
            }
            if (LastTrouble.isFullDisk(message)) {
                return new Failed(Trouble.NO_SPACE, message);
            }
            if (message.contains("Read-only file system") || cause instanceof AccessDeniedException) {
                return new Failed(Trouble.NOT_WRITABLE, cause.toString());
            }
        }
        return new Failed(Trouble.OTHER, root.toString());
    }

    private void report(BrokerReport report) {
        reports.println(report.line());
        reports.flush();
    }

    private void fail(Failed failed) {
        try {
            clean(failed.trouble() != Trouble.OTHER);
        } catch (IOException trouble) {
            trouble.printStackTrace();
        }
        report(failed);
        Runtime.getRuntime().halt(1);
    }

    /** Kafka's own way out, after trouble that it cannot mend, such as a disk that failed under it. */
    private void giveUp(String message) {
        if (stopping.compareAndSet(false, true)) {
            String reason = lastTrouble.text().orElse(String.valueOf(message));
            fail(
                    LastTrouble.isFullDisk(reason)
                            ? new Failed(Trouble.NO_SPACE, "the disk became full")
                            : new Failed(Trouble.OTHER, reason));
        }
    }

    private void clean(boolean withLog) throws IOException {
        // Without the lock what lies there may be another broker's.
        if (!keepData && lock.isPresent()) {
            directory.delete(withLog);
        }
    }

    private void stop() {
        if (!stopping.compareAndSet(false, true)) {
            // A signal while it is stopping already: the JVM must not end before the data is deleted.
            while (true) {
                LockSupport.park(this);
            }
        }
        Thread.ofPlatform().daemon().name("stop-limit").start(() -> {
            try {
                Thread.sleep(STOP_LIMIT);
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
            System.err.println("The broker did not stop in time.");
            end(1);
        });
        running.ifPresent(KafkaRaftServer::shutdown);
        end(0);
    }

    private void end(int code) {
        int outcome = code;
        try {
            clean(true);
        } catch (IOException trouble) {
            trouble.printStackTrace();
            outcome = 1;
        }
        Runtime.getRuntime().halt(outcome);
    }
}
