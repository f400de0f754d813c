package dev.assay.code.judge;

import dev.assay.code.run.Limits;

/**
 * The tests of a problem.
 *
 * @param limits of every run of a submission
 */
public record Suite(Plan plan, Scoring scoring, Limits limits) {
    public Suite {
        if (plan.size() == 0) {
            throw new IllegalArgumentException("a suite has at least one test");
        }
        if (!scoring.fits(plan.size())) {
            throw new IllegalArgumentException("weights or subtasks do not fit " + plan.size() + " tests");
        }
    }
}
