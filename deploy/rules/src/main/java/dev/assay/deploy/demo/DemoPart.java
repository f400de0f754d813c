package dev.assay.deploy.demo;

import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.util.List;

/**
 * Example rollouts that went through Kafka together.
 *
 * @param arrivals the rewards in the order of the rollouts
 * @param differences where they differ from the golden file
 */
record DemoPart(List<Rollout> rollouts, List<Traffic.Arrival> arrivals, List<String> differences) {
    List<Reward> rewards() {
        return arrivals.stream().map(Traffic.Arrival::reward).toList();
    }
}
