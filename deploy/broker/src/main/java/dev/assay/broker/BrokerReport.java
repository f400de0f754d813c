package dev.assay.broker;

import java.util.Locale;
import java.util.Optional;

/** What the child says about itself, a line each on its standard output. */
public sealed interface BrokerReport {

    /** It answers at this address: {@code READY host:port}. */
    record Ready(String address) implements BrokerReport {}

    /** It cannot start, or had to stop: {@code FAILED TROUBLE detail}. */
    record Failed(Trouble trouble, String detail) implements BrokerReport {}

    /** What keeps a broker from running; each has its own remedy. */
    enum Trouble {
        /** The detail is the port. */
        PORT_IN_USE,
        NO_SPACE,
        DATA_LOCKED,
        NOT_WRITABLE,
        OTHER
    }

    /** This report as one line, without its end. */
    default String line() {
        return switch (this) {
            case Ready ready -> "READY " + ready.address();
            case Failed failed ->
                "FAILED " + failed.trouble() + " " + failed.detail().replaceAll("\\s+", " ");
        };
    }

    /** Reads a line; empty for anything that is no report. */
    static Optional<BrokerReport> parse(String line) {
        String[] words = line.strip().split(" ", 3);
        if (words.length == 2 && words[0].equals("READY")) {
            return Optional.of(new Ready(words[1]));
        }
        if (words.length == 3 && words[0].equals("FAILED")) {
            for (Trouble trouble : Trouble.values()) {
                if (trouble.name().equals(words[1].toUpperCase(Locale.ROOT))) {
                    return Optional.of(new Failed(trouble, words[2]));
                }
            }
        }
        return Optional.empty();
    }
}
