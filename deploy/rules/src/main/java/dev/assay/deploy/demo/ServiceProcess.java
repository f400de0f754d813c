package dev.assay.deploy.demo;

import dev.assay.deploy.child.ModelsProcess;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
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
 * {@code assay serve} as a child process that ends with this one: it is told to stop by the end of its standard input,
 * which comes also where this process is killed.
 */
public final class ServiceProcess implements AutoCloseable {
    /** What the child prints on standard output once everything answers, followed by {@code name=address} pairs. */
    public static final String READY = "READY";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Map<String, String> addresses;

    private ServiceProcess(Process process, Map<String, String> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /**
     * Starts the services on free ports and waits until they answer.
     *
     * @param log where the child's log goes
     * @throws AssayException with the last line of the child's log where it does not start
     */
    public static ServiceProcess start(Path log, List<String> flags) throws IOException {
        return start(log, flags, Map.of());
    }

    /**
     * The same with more environment variables, for what has no flag.
     *
     * @throws AssayException with the last line of the child's log where it does not start
     */
    public static ServiceProcess start(Path log, List<String> flags, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        for (String name : List.of(
                "java.io.tmpdir",
                "java.util.logging.manager",
                "assay.root",
                "assay.broker.lib",
                ModelsProcess.CLASS_PATH)) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("assay.classpath", System.getProperty("java.class.path")),
                "dev.assay.deploy.Main",
                "serve"));
        command.add("--until-stdin-ends");
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture<Map<String, String>> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("service-output").start(() -> read(process, ready));
        try {
            return new ServiceProcess(process, ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            process.destroy();
            throw new AssayException(
                    ErrorCode.UNAVAILABLE,
                    "the services did not start: " + lastLine(log).replaceFirst("^assay: ", ""),
                    e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.UNAVAILABLE, "interrupted while the services were starting", e);
        }
    }

    private static void read(Process process, CompletableFuture<Map<String, String>> ready) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith(READY + " ")) {
                    Map<String, String> addresses = new TreeMap<>();
                    for (String pair : line.substring(READY.length() + 1).split(" ")) {
                        int equals = pair.indexOf('=');
                        addresses.put(pair.substring(0, equals), pair.substring(equals + 1));
                    }
                    ready.complete(addresses);
                }
            }
            ready.completeExceptionally(new IOException("the child ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private static String lastLine(Path log) {
        try (var lines = java.nio.file.Files.lines(log)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                    .reduce((_, last) -> last)
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "see " + log;
        }
    }

    /** Where something answers: {@code http}, {@code grpc} or {@code kafka}. */
    public String address(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "the services do not offer " + name);
        }
        return address;
    }

    /** The child. */
    public Process process() {
        return process;
    }

    /** Stops the child and its own children, and waits until they are gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The child is gone already.
            process.destroy();
        }
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                handle.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
