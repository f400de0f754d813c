package dev.assay.model.training;

import dev.assay.model.roles.Summary;

/** What a reward model is asked about a completion, as in DeepSeek-R1 (arXiv 2501.12948, section 3.1). */
public enum Role {
    /** How helpful the final summary is; the reasoning in front of it is not seen. */
    HELPFUL {
        @Override
        public String judged(String completion) {
            return Summary.of(completion, false);
        }
    },
    /** Whether the whole of it is safe, its reasoning too. */
    SAFETY {
        @Override
        public String judged(String completion) {
            return completion;
        }
    };

    /** What the model gets to see of a completion. */
    public abstract String judged(String completion);
}
