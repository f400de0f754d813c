package dev.assay.model.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reward model is asked about a completion, as in DeepSeek-R1 (arXiv 2501.12948, section 3.1). */
public enum Role {
    /** How helpful the final summary is; the reasoning in front of it is not seen. */
    HELPFUL {
        @Override
        public String judged(String completion) {
            Matcher end = END_OF_REASONING.matcher(completion);
            int from = 0;
            while (end.find()) {
                from = end.end();
            }
            return completion.substring(from).strip();
        }
    },
    /** Whether the whole of it is safe, its reasoning too. */
    SAFETY {
        @Override
        public String judged(String completion) {
            return completion;
        }
    };

    private static final Pattern END_OF_REASONING = Pattern.compile("</think>");

    /** What the model gets to see of a completion. */
    public abstract String judged(String completion);
}
