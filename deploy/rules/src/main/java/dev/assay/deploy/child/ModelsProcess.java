package dev.assay.deploy.child;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running process of the reward models. It ends with this one, whatever ends it: its standard input does, and the
 * child watches that. Where it dies while it is wanted, it is started anew on the same ports, again and again, with
 * growing pauses; calls in between find nobody, which is a failure and never a score.
 */
public final class ModelsProcess implements AutoCloseable {
    /** The property with a class path of the child, for whoever has one built; without it the launcher is asked. */
    public static final String CLASS_PATH = "assay.models.classpath";

    private static final String READY = "READY ";
    /** The launcher may have to build first. */
    private static final Duration START_LIMIT = Duration.ofMinutes(15);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ModelsOptions options;
    private final Running first;
    private final Thread ending = new Thread(this::stopStarting, "models-no-more");
    private Process process;
    private boolean wanted = true;

    /** A child that answers. */
    private record Running(Process process, int port, int httpPort) {}

    private ModelsProcess(ModelsOptions options, Running first) {
        this.first = first;
        this.process = first.process();
        this.options = options.on(first.port(), first.httpPort());
    }

    /**
     * Starts the process and waits until its models are ready.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD} where the models cannot be used as they are, and
     *     {@link ErrorCode#UNAVAILABLE} where the process does not start for another reason; it has said why on
     *     standard error
     */
    public static ModelsProcess start(ModelsOptions options) {
        Process process = launch(options);
        // Whoever is interrupted meanwhile must not leave it behind.
        Thread stop = new Thread(process::destroy, "models-stop");
        ModelsProcess models;
        try {
            Runtime.getRuntime().addShutdownHook(stop);
            models = new ModelsProcess(options, awaitReady(process));
            Runtime.getRuntime().addShutdownHook(models.ending);
        } catch (IllegalStateException e) {
            process.destroy();
            throw new AssayException(ErrorCode.UNAVAILABLE, "stopped while the reward models were starting", e);
        } finally {
            forget(stop);
        }
        Thread.ofPlatform().daemon().name("models-watch").start(models::watch);
        return models;
    }

    private static Process launch(ModelsOptions options) {
        ProcessBuilder builder = new ProcessBuilder(command(options)).redirectError(ProcessBuilder.Redirect.INHERIT);
        // They are meant for this JVM: a debugger's port or an agent would be claimed twice.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE, "the process of the reward models cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(ModelsOptions options) {
        String classPath = System.getProperty(CLASS_PATH);
        List<String> command = new ArrayList<>();
        if (classPath == null) {
            command.add(Path.of(System.getProperty("assay.root", "."))
                    .resolve("assay")
                    .toString());
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseParallelGC",
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    classPath,
                    "dev.assay.deploy.models.Main"));
        }
        command.addAll(List.of(
                "serve-models",
                "--models",
                options.models().toAbsolutePath().toString(),
                "--port",
                String.valueOf(options.port()),
                "--http-port",
                String.valueOf(options.httpPort())));
        return command;
    }

    private static Running awaitReady(Process process) {
        CompletableFuture<Map<String, String>> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("models-output").start(() -> read(process, ready));
        try {
            Map<String, String> addresses = ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return new Running(
                    process,
                    URI.create("grpc://" + addresses.get("grpc")).getPort(),
                    URI.create(String.valueOf(addresses.get("http"))).getPort());
        } catch (ExecutionException | TimeoutException e) {
            process.destroy();
            boolean unusable =
                    e instanceof ExecutionException && process.onExit().join().exitValue() == 2;
            throw new AssayException(
                    unusable ? ErrorCode.INVALID_FIELD : ErrorCode.UNAVAILABLE,
                    "the reward models did not start; the line above says why",
                    e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.UNAVAILABLE, "interrupted while the reward models were starting", e);
        }
    }

    private static void read(Process process, CompletableFuture<Map<String, String>> ready) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith(READY)) {
                    Map<String, String> addresses = new TreeMap<>();
                    for (String pair : line.substring(READY.length()).split(" ")) {
                        int equals = pair.indexOf('=');
                        addresses.put(pair.substring(0, equals), pair.substring(equals + 1));
                    }
                    ready.complete(addresses);
                }
            }
            ready.completeExceptionally(new IOException("the process ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Starts it anew as long as it is wanted. */
    private void watch() {
        Process watched = first.process();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                int exit = watched.waitFor();
                // Also so long that a Ctrl-C which ended it has reached this process.
                Thread.sleep(pause);
                if (!isWanted()) {
                    return;
                }
                System.err.println("assay: the process of the reward models ended (exit code " + exit
                        + "); their scores are FAILED until it is back; starting it anew …");
                watched = launch(options);
                if (!adopt(watched)) {
                    return;
                }
                awaitReady(watched);
                System.err.println("assay: the reward models are back (process " + pid() + ")");
                pause = FIRST_PAUSE;
            } catch (AssayException e) {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                System.err.println("assay: " + e.getMessage() + "; another attempt in " + pause.toSeconds() + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    /** Takes a child in the place of the dead one, unless none is wanted any more. */
    private synchronized boolean adopt(Process anew) {
        if (!wanted) {
            anew.destroy();
            return false;
        }
        process = anew;
        return true;
    }

    private synchronized void stopStarting() {
        wanted = false;
    }

    /** Where its gRPC is. */
    public String address() {
        return "127.0.0.1:" + first.port();
    }

    /** Where its metrics and its health are. */
    public String httpAddress() {
        return "http://127.0.0.1:" + first.httpPort();
    }

    /** The process as it is now: that of the models, for the launcher gives its own to them. */
    public long pid() {
        return running().pid();
    }

    private synchronized Process running() {
        return process;
    }

    /** Stops it, and waits until it is gone. */
    @Override
    public void close() {
        stopStarting();
        Process running = running();
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
            running.destroy();
        }
        try {
            if (!running.waitFor(STOP_LIMIT)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget(ending);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then it runs, and finds nothing left to do.
            return;
        }
    }
}
