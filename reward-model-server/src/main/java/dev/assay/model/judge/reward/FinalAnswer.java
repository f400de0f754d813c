package dev.assay.model.judge.reward;

import dev.assay.model.roles.Summary;
import dev.assay.rollout.Rollout;

/** The part of a completion that a judge sees. */
enum FinalAnswer {
    /**
     * What follows the thinking; inside of {@code <answer>} where that is there. Thinking without end leaves nothing.
     */
    ANSWER,
    /** All of it. */
    WHOLE;

    private static final String OPEN = "<answer>";
    private static final String CLOSE = "</answer>";

    String of(Rollout rollout) {
        String text = rollout.judged();
        return switch (this) {
            case WHOLE -> text.strip();
            case ANSWER -> answer(text, rollout.prefilledThink());
        };
    }

    private static String answer(String text, boolean prefilled) {
        String rest = Summary.behindThinking(text, prefilled);
        int open = rest.lastIndexOf(OPEN);
        if (open >= 0) {
            rest = rest.substring(open + OPEN.length());
            int close = rest.indexOf(CLOSE);
            rest = close < 0 ? rest : rest.substring(0, close);
        }
        return rest.strip();
    }
}
