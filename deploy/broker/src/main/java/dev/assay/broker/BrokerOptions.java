package dev.assay.broker;

import dev.assay.codec.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an embedded broker is started.
 *
 * @param library the folder with the child's jars; empty looks it up as {@link BrokerLibrary#find()} says
 * @param javaHome the JDK that runs the child
 * @param dataDirectory where the broker keeps its messages, created when missing; empty makes a temporary directory
 * @param keepData whether the data stays when the broker stops; otherwise what the broker wrote is deleted, and the
 *     directory with it when nothing else is in it
 * @param port the port that clients use, on 127.0.0.1; 0 picks a free one
 * @param logFile where the broker's warnings go; empty: {@code broker.log} in the data directory, gone with it
 * @param startTimeout how long the broker may take until it answers
 */
public record BrokerOptions(
        Optional<Path> library,
        Path javaHome,
        Optional<Path> dataDirectory,
        boolean keepData,
        int port,
        Optional<Path> logFile,
        Duration startTimeout) {

    /**
     * The largest value of one message that the broker takes, whatever its key and headers (up to 1 MiB more): 32 MiB.
     */
    public static final int MAX_VALUE_BYTES = Wire.LARGEST_MESSAGE;

    public BrokerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("the start timeout must be positive");
        }
    }

    /** A broker on a free port whose data vanishes with it; it has 60 seconds to start. */
    public static BrokerOptions temporary() {
        return new BrokerOptions(
                Optional.empty(),
                Path.of(System.getProperty("java.home")),
                Optional.empty(),
                false,
                0,
                Optional.empty(),
                Duration.ofSeconds(60));
    }

    /** The same with the child's jars in {@code folder}. */
    public BrokerOptions withLibrary(Path folder) {
        return new BrokerOptions(Optional.of(folder), javaHome, dataDirectory, keepData, port, logFile, startTimeout);
    }

    /** The same with the child run by the JDK in {@code folder}. */
    public BrokerOptions withJavaHome(Path folder) {
        return new BrokerOptions(library, folder, dataDirectory, keepData, port, logFile, startTimeout);
    }

    /** The same with its data in {@code folder}, kept or not. */
    public BrokerOptions withData(Path folder, boolean keep) {
        return new BrokerOptions(library, javaHome, Optional.of(folder), keep, port, logFile, startTimeout);
    }

    /** The same on another port. */
    public BrokerOptions withPort(int newPort) {
        return new BrokerOptions(library, javaHome, dataDirectory, keepData, newPort, logFile, startTimeout);
    }

    /** The same with its warnings in {@code file}. */
    public BrokerOptions withLogFile(Path file) {
        return new BrokerOptions(library, javaHome, dataDirectory, keepData, port, Optional.of(file), startTimeout);
    }

    /** The same with another bound on the start. */
    public BrokerOptions withStartTimeout(Duration timeout) {
        return new BrokerOptions(library, javaHome, dataDirectory, keepData, port, logFile, timeout);
    }
}
