package dev.assay.bench.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What this process and those below it use. */
final class Memory {
    private static final double MEBI = 1 << 20;

    private Memory() {}

    /** Heap in use after a collection. */
    static double heapMebibytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBI;
    }

    /** Of all processes below this one, a shared page counted by its part; empty where there are none to be seen. */
    static OptionalDouble ofDescendants() {
        return ProcessHandle.current()
                .descendants()
                .mapToLong(one -> proportional(one.pid()))
                .filter(bytes -> bytes > 0)
                .mapToDouble(bytes -> bytes / MEBI)
                .reduce(Double::sum);
    }

    private static long proportional(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
