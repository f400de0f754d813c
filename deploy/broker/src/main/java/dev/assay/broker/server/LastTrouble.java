package dev.assay.broker.server;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last error that Kafka logged: when Kafka ends the process it says why in its log and nowhere else. Also
 * makes the log quiet, warnings and errors only.
 */
final class LastTrouble extends Handler {
    private volatile @Nullable String last;

    void listen() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(this);
    }

    Optional<String> text() {
        return Optional.ofNullable(last);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            Throwable thrown = entry.getThrown();
            last = entry.getMessage() + (thrown == null ? "" : ": " + thrown);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
