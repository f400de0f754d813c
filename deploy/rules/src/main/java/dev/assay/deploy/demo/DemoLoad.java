package dev.assay.deploy.demo;

import java.util.List;

/**
 * What the load showed.
 *
 * @param rollouts how many were sent
 * @param seconds from the first sent to the last rewarded
 * @param arrivals when each reward came, in seconds since the first was sent
 * @param latencies from sent to rewarded, in milliseconds, ascending
 */
record DemoLoad(int rollouts, double seconds, List<Double> arrivals, double[] latencies) {
    static final DemoLoad NONE = new DemoLoad(0, 0, List.of(), new double[0]);
}
