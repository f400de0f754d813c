package dev.assay.code.reward;

import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;

/** What has to be judged for a rollout. Equal questions have equal answers, and are asked once. */
interface Question {
    Outcome answer(Deadline deadline);
}
