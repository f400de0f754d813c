package dev.assay.bench.report;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where and when something was measured.
 *
 * @param loadBefore runnable threads on the machine before the benchmark, averaged over a minute; negative where the
 *     system does not say
 */
public record Machine(Instant date, int cores, long memoryMib, String system, String jdk, double loadBefore) {
    /** This machine, now. */
    public static Machine now() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                system.getName() + " " + system.getArch(),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                system.getSystemLoadAverage());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d cores, %d MiB, %s, JDK %s, load before %.2f, %s",
                cores,
                memoryMib,
                system,
                jdk,
                loadBefore,
                date);
    }
}
