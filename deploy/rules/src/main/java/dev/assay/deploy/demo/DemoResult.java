package dev.assay.deploy.demo;

import dev.assay.rollout.Rollout;
import java.util.List;

/**
 * What a demo showed.
 *
 * @param arrivals the rewards in the order of the rollouts
 * @param differences where they differ from the golden file
 */
record DemoResult(
        List<Rollout> rollouts,
        List<Traffic.Arrival> arrivals,
        List<String> differences,
        double startSeconds,
        double exampleSeconds,
        DemoLoad load) {}
