package dev.assay.gateway.join;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link JoinMain} in a JVM of its own. */
final class JoinProcess implements AutoCloseable {
    /** Where the warnings of all these processes are. */
    static final Path LOG = Path.of("target", "join-processes.log");

    private final Process process;

    private JoinProcess(Process process) {
        this.process = process;
    }

    static JoinProcess start(String bootstrap) throws IOException {
        return new JoinProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dlogging.configuration=" + JoinProcess.class.getResource("/join-logging.properties"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JoinMain.class.getName(),
                        bootstrap)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start());
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
