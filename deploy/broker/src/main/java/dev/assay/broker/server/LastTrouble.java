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
            String text = entry.getMessage();
            for (Throwable cause = entry.getThrown(); cause != null; cause = cause.getCause()) {
                text += ": " + cause;
            }
            // A full disk has other errors in its train; none of them says what to do.
            if (!isFullDisk(last) || isFullDisk(text)) {
                last = text;
            }
        }
    }

    static boolean isFullDisk(@Nullable String text) {
        return text != null && text.contains("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
