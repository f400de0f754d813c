package dev.assay.code.run;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What isolates programs here, and how well.
 *
 * @param kind {@code docker}, {@code bubblewrap}, {@code unshare} or {@code none}
 * @param safe whether programs that nobody trusts may run in it
 * @param guarantees each with whether it holds, and why
 */
public record BoxReport(String kind, boolean safe, List<Guarantee> guarantees) {
    /** The name of the guarantee that a box can be made at all. */
    public static final String WORKS = "works";

    /**
     * One thing that is promised of every run, or not.
     *
     * @param name such as {@code network} or {@code memory}
     * @param why how it is held, or what is missing
     */
    public record Guarantee(String name, boolean held, String why) {}

    public BoxReport {
        guarantees = List.copyOf(guarantees);
    }

    /** What does not hold, in one line; empty where everything does. */
    public String troubles() {
        return guarantees.stream()
                .filter(one -> !one.held())
                .map(one -> one.name().equals(WORKS) ? one.why() : one.name() + ": " + one.why())
                .collect(Collectors.joining(", "));
    }
}
