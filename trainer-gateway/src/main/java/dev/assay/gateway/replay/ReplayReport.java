package dev.assay.gateway.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the dead letters that were not sent again before.
 *
 * @param sent how many were sent again, or would be in a dry run, by cause
 * @param left how many stay because they have another cause than was asked for
 * @param unsendable how many cannot be sent: no dead letters of the join, or without their value because of its size
 */
public record ReplayReport(Map<String, Integer> sent, int left, int unsendable) {
    public ReplayReport {
        sent = Map.copyOf(new TreeMap<>(sent));
    }

    /** All that were sent. */
    public int total() {
        return sent.values().stream().mapToInt(Integer::intValue).sum();
    }
}
