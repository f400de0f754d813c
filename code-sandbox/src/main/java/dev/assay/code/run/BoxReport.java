package dev.assay.code.run;

import java.util.List;

/**
 * What isolates programs here, and how well.
 *
 * @param kind {@code docker}, {@code bubblewrap}, {@code unshare} or {@code none}
 * @param safe whether programs that nobody trusts may run in it
 * @param guarantees each with whether it holds, and why
 */
public record BoxReport(String kind, boolean safe, List<Guarantee> guarantees) {
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
}
