package dev.assay.code.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Says on a container whose it is, so that what a killed process left can be told from what others use. */
final class Owner {
    static final String LABEL = "dev.assay.sandbox";
    private static final String PLACE = LABEL + ".place";
    private static final String PROCESS = LABEL + ".process";
    private static final String STARTED = LABEL + ".started";

    private Owner() {}

    static Map<String, String> labels() {
        ProcessHandle own = ProcessHandle.current();
        return Map.of(
                LABEL, "box", PLACE, place(), PROCESS, Long.toString(own.pid()), STARTED, Long.toString(started(own)));
    }

    /** Whether it belonged to a process of this machine that is gone. Those of other machines are not known to be. */
    static boolean gone(Map<String, String> labels) {
        String process = labels.getOrDefault(PROCESS, "");
        return place().equals(labels.get(PLACE))
                && process.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(process))
                        .filter(one -> Long.toString(started(one)).equals(labels.get(STARTED)))
                        .isEmpty();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Where a process id means something: one pid namespace of one boot. */
    private static String place() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return System.getProperty("user.name") + "@" + System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
    }
}
