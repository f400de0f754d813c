package dev.assay.bench.peer;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that speaks in lines. It ends when its standard input ends, which comes also where this process is
 * killed; closing waits for that, and then forces it and its own children.
 */
public final class Child implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a command; its errors go where those of this process go. */
    public static Child start(List<String> command) throws IOException {
        return new Child(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    }

    /** The same in a folder. */
    public static Child start(List<String> command, Path folder) throws IOException {
        return new Child(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(Redirect.INHERIT)
                .start());
    }

    /** Starts a main class with the class path, the properties and the collector that the services have. */
    public static Child java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        for (String name : List.of("assay.broker.lib", "java.util.logging.manager")) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        String extra = System.getProperty("assay.bench.child-options", "");
        if (!extra.isEmpty()) {
            command.addAll(List.of(extra.split(" ")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /**
     * Waits for a line that begins with a word, and returns what follows it.
     *
     * @throws AssayException {@link ErrorCode#UNAVAILABLE} where the child ends or is silent for 90 seconds
     */
    public String await(String word) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                String line;
                while ((line = out.readLine()) != null) {
                    if (line.startsWith(word + " ") || line.equals(word)) {
                        answer.complete(line.substring(word.length()).strip());
                        return;
                    }
                }
                answer.completeExceptionally(new IOException("it ended"));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE, "a child process of the benchmark did not say " + word + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.UNAVAILABLE, "interrupted", e);
        }
    }

    /** Sends a line and waits for the answer. */
    public String ask(String line, String word) throws IOException {
        in.write(line + "\n");
        in.flush();
        return await(word);
    }

    /** Processor time used so far, by all threads of the child and its own children. */
    public Duration processorTime() {
        Duration total = process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
        for (ProcessHandle descendant : process.descendants().toList()) {
            total = total.plus(descendant.info().totalCpuDuration().orElse(Duration.ZERO));
        }
        return total;
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        try {
            in.close();
        } catch (IOException e) {
            // The child is gone already, or will be in a moment.
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
