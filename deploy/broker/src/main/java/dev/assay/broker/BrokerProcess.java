package dev.assay.broker;

import dev.assay.broker.BrokerReport.Failed;
import dev.assay.broker.BrokerReport.Ready;
import dev.assay.broker.BrokerReport.Trouble;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running embedded broker, a child process of this JVM. It never outlives its parent: closing, an ordinary exit
 * (Ctrl-C and SIGTERM included) and even a SIGKILL of the parent end the child's standard input, and the child then
 * stops in an orderly way, within 10 seconds or by force, and deletes its data itself unless that is kept. Only when
 * parent and child are killed at the same instant does a temporary directory stay behind.
 *
 * <p>All methods may be called from any thread.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final String MAIN = "dev.assay.broker.server.EmbeddedBroker";
    private static final int ATTEMPTS = 3;
    /** Longer than the child's own bound, so that force is used from here only when the child cannot do it. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Process process;
    private final BrokerDirectory directory;
    private final boolean keepData;
    private final Path logFile;
    private final CompletableFuture<BrokerReport> firstReport = new CompletableFuture<>();
    private volatile boolean failureReported;
    private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
    private final Thread shutdownHook = new Thread(this::stop, "broker-stop");
    private volatile String bootstrapServers = "";
    private boolean stopped;

    private BrokerProcess(Process process, BrokerDirectory directory, boolean keepData, Path logFile) {
        this.process = process;
        this.directory = directory;
        this.keepData = keepData;
        this.logFile = logFile;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @throws AssayException CONFIGURATION when the port, the folders or the JDK cannot be used as they are,
     *     UNAVAILABLE when the broker does not start for another reason; the message is one line with the remedy
     */
    public static BrokerProcess start(BrokerOptions options) {
        for (int attempt = 1; ; attempt++) {
            BrokerProcess broker = launch(options);
            Runtime.getRuntime().addShutdownHook(broker.shutdownHook);
            boolean ready = false;
            try {
                switch (broker.awaitReport(options.startTimeout())) {
                    case Ready(String address) -> {
                        broker.bootstrapServers = address;
                        ready = true;
                        return broker;
                    }
                    case Failed failed -> {
                        // A port that was free when it was picked may be taken before Kafka binds it.
                        boolean pickedPort = failed.trouble() == Trouble.PORT_IN_USE
                                && !failed.detail().equals(String.valueOf(options.port()));
                        if (!pickedPort || attempt == ATTEMPTS) {
                            throw new AssayException(code(failed.trouble()), broker.message(failed));
                        }
                    }
                }
            } finally {
                if (!ready) {
                    broker.close();
                }
            }
        }
    }

    private static BrokerProcess launch(BrokerOptions options) {
        Path library = options.library().map(BrokerLibrary::checked).orElseGet(BrokerLibrary::find);
        Path java = options.javaHome().resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "no java at " + java + " to run the embedded broker; set JAVA_HOME to a JDK 25 or newer");
        }
        BrokerDirectory directory = new BrokerDirectory(createDirectory(options));
        Path logFile = options.logFile().orElseGet(directory::logFile).toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                // Without it each network thread keeps a direct buffer as large as the largest message it ever read.
                "-Djdk.nio.maxCachedBufferSize=1048576",
                "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n",
                // Kafka asks Log4j for its levels, logs through slf4j, and finds no Log4j behind the former.
                "-Dlog4j.provider=org.apache.logging.log4j.simple.internal.SimpleProvider",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                library.resolve("*").toString(),
                MAIN,
                directory.root().toString(),
                String.valueOf(options.port()),
                options.keepData() ? "keep" : "delete");
        // They are meant for this JVM: a debugger's port or an agent would be claimed twice.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        builder.directory(directory.root().toFile());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        try {
            BrokerProcess broker = new BrokerProcess(builder.start(), directory, options.keepData(), logFile);
            Thread.ofPlatform().daemon().name("broker-reports").start(broker::readReports);
            return broker;
        } catch (IOException trouble) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "cannot run " + java + " with its log in " + logFile + ": " + trouble.getMessage(),
                    trouble);
        }
    }

    private static Path createDirectory(BrokerOptions options) {
        try {
            if (options.dataDirectory().isEmpty()) {
                return Files.createTempDirectory("assay-broker-").toRealPath();
            }
            return Files.createDirectories(options.dataDirectory().get().toAbsolutePath())
                    .toRealPath();
        } catch (IOException trouble) {
            String wanted = options.dataDirectory().map(Path::toString).orElse(System.getProperty("java.io.tmpdir"));
            throw new AssayException(ErrorCode.CONFIGURATION, notWritable(wanted, trouble.toString()), trouble);
        }
    }

    private static String notWritable(String folder, String why) {
        return "cannot write to " + folder + " (" + why + "); choose another data directory with --kafka-data";
    }

    private void readReports() {
        Optional<String> trouble = Optional.empty();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<BrokerReport> report = BrokerReport.parse(line);
                if (report.isPresent()) {
                    if (report.get() instanceof Failed failed) {
                        failureReported = true;
                        trouble = Optional.of(message(failed));
                    }
                    firstReport.complete(report.get());
                }
            }
        } catch (IOException closed) {
            trouble = Optional.of("cannot hear the embedded broker any more: " + closed.getMessage());
        }
        Optional<String> reported = trouble;
        var unused = process.onExit().thenAccept(dead -> {
            firstReport.complete(new Failed(Trouble.OTHER, "it ended with exit code " + dead.exitValue()));
            ended.complete(
                    reported.isPresent() || dead.exitValue() == 0
                            ? reported
                            : Optional.of("the embedded broker ended with exit code " + dead.exitValue() + "; see "
                                    + logFile));
        });
    }

    private BrokerReport awaitReport(Duration timeout) {
        try {
            return firstReport.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new Failed(Trouble.OTHER, "it did not answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssayException(
                    ErrorCode.UNAVAILABLE, "interrupted while the embedded broker was starting", interrupted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ErrorCode code(Trouble trouble) {
        return switch (trouble) {
            case PORT_IN_USE, NO_SPACE, DATA_LOCKED, NOT_WRITABLE -> ErrorCode.CONFIGURATION;
            case OTHER -> ErrorCode.UNAVAILABLE;
        };
    }

    private String message(Failed failed) {
        Path root = directory.root();
        return switch (failed.trouble()) {
            case PORT_IN_USE ->
                "port " + failed.detail() + " is in use; choose another with --kafka-port or 0 for a free one";
            case NO_SPACE ->
                "no space left in " + root + " (" + failed.detail()
                        + "); free some or choose another data directory with --kafka-data";
            case DATA_LOCKED ->
                "another broker is using " + root + "; stop it or choose another data directory with --kafka-data";
            case NOT_WRITABLE -> notWritable(root.toString(), failed.detail());
            case OTHER -> "the embedded broker failed: " + failed.detail() + "; see " + logFile;
        };
    }

    /**
     * Leaves the stop to {@link #close} or to the end of this JVM: an ordinary exit then ends the broker after all
     * shutdown hooks, so that services of this JVM which still need it can stop first.
     */
    public void outliveShutdownHooks() {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }

    /** What clients set as {@code bootstrap.servers}: one address on loopback. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The process id of the child. */
    public long pid() {
        return process.pid();
    }

    /** Where the broker keeps its data; gone after {@link #close} unless kept. */
    public Path dataDirectory() {
        return directory.root();
    }

    /** Where the broker's warnings are. */
    public Path logFile() {
        return logFile;
    }

    /** Completes when the child has ended: empty after an orderly stop, else one line that says why it ended. */
    public CompletableFuture<Optional<String>> ended() {
        return ended.copy();
    }

    /**
     * Stops the broker in an orderly way, by force after 15 seconds, and returns when the process is gone and its data
     * deleted, unless it is kept. Closing twice does nothing more.
     *
     * @throws AssayException UNAVAILABLE when data that should go could not be deleted
     */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            // Not before: a JVM that begins to end meanwhile has to wait for the hook, which waits for this.
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException shuttingDown) {
                // Then the hook runs as well and finds nothing left to do.
            }
        }
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        boolean interrupted = endInputAndWait();
        // A child that says why it failed has deleted what is its own, and nothing if another broker has the directory.
        if (!keepData && process.exitValue() != 0 && !failureReported) {
            deleteData();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether this thread was interrupted meanwhile, which is no reason to leave a process behind. */
    private boolean endInputAndWait() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // A broken pipe: the child has ended by itself.
        }
        boolean interrupted = false;
        boolean gone = false;
        try {
            gone = process.waitFor(STOP_LIMIT);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        while (!gone) {
            process.destroyForcibly();
            try {
                process.waitFor();
                gone = true;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** After a child that could not do it: it was killed, or ended before it had the lock. */
    private void deleteData() {
        try {
            if (!Files.isDirectory(directory.root())) {
                return;
            }
            Optional<FileChannel> lock = directory.lock();
            if (lock.isPresent()) {
                try (FileChannel held = lock.get()) {
                    // The log of a broker that never answered is all that tells why.
                    directory.delete(!bootstrapServers.isEmpty());
                }
            }
        } catch (IOException trouble) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE,
                    "cannot delete the embedded broker's data in " + directory.root() + ": " + trouble,
                    trouble);
        }
    }
}
