package dev.assay.deploy.demo;

import java.util.Optional;

/**
 * What a demo showed.
 *
 * @param rules rollouts that rules judge
 * @param models answers that reward models judge; empty where they were left out
 * @param startSeconds until broker and services answered
 */
record DemoResult(DemoPart rules, Optional<DemoPart> models, double startSeconds, DemoLoad load) {
    boolean isGolden() {
        return rules.differences().isEmpty()
                && models.map(DemoPart::differences)
                        .filter(list -> !list.isEmpty())
                        .isEmpty();
    }
}
