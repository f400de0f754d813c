package dev.assay.code.run;

import java.time.Duration;

/**
 * How much a run may use.
 *
 * @param cpu processor time of all its processes together; what a program is judged by
 * @param wall time on the clock, a backstop five to ten times {@code cpu}, at most a day; a program that reaches it
 *     asleep is {@link Ending.Idle}, one that the machine was too busy for is {@link Ending.Trouble}
 * @param memoryBytes memory of all its processes together, files in its working directory included
 * @param outputBytes of standard output and, counted apart, standard error
 * @param processes processes and threads at one time
 * @param fileBytes of all files that it writes together, and of each
 */
public record Limits(Duration cpu, Duration wall, long memoryBytes, long outputBytes, int processes, long fileBytes) {
    public static final long MIB = 1L << 20;

    private static final Duration LONGEST = Duration.ofDays(1);

    public Limits {
        if (!cpu.isPositive() || !wall.isPositive() || wall.compareTo(LONGEST) > 0 || cpu.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("times must be above 0 and within a day: " + cpu + ", " + wall);
        }
        if (memoryBytes <= 0 || outputBytes <= 0 || processes <= 0 || fileBytes <= 0) {
            throw new IllegalArgumentException("limits must be above 0");
        }
    }

    /** Ten seconds of processor time, 512 MiB of memory, 16 MiB of output, 64 processes, 64 MiB of files. */
    public static Limits defaults() {
        return new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 512 * MIB, 16 * MIB, 64, 64 * MIB);
    }

    /** This much processor time, and six times as much on the clock but at least five seconds more. */
    public Limits withCpu(Duration time) {
        Duration sixfold = time.multipliedBy(6);
        Duration more = time.plusSeconds(5);
        Duration clock = sixfold.compareTo(more) > 0 ? sixfold : more;
        return new Limits(
                time, clock.compareTo(LONGEST) > 0 ? LONGEST : clock, memoryBytes, outputBytes, processes, fileBytes);
    }

    public Limits withWall(Duration time) {
        return new Limits(cpu, time, memoryBytes, outputBytes, processes, fileBytes);
    }

    public Limits withMemory(long bytes) {
        return new Limits(cpu, wall, bytes, outputBytes, processes, fileBytes);
    }

    public Limits withOutput(long bytes) {
        return new Limits(cpu, wall, memoryBytes, bytes, processes, fileBytes);
    }

    public Limits withProcesses(int count) {
        return new Limits(cpu, wall, memoryBytes, outputBytes, count, fileBytes);
    }

    public Limits withFiles(long bytes) {
        return new Limits(cpu, wall, memoryBytes, outputBytes, processes, bytes);
    }
}
