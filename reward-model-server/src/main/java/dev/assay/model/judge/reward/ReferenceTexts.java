package dev.assay.model.judge.reward;

import dev.assay.rollout.Reference;
import java.util.ArrayList;
import java.util.List;

/** The texts that a judge can compare with. */
final class ReferenceTexts {
    private ReferenceTexts() {}

    /** Answers, any of which is right, or the right option with its text; empty where the reference has none. */
    static List<String> of(Reference reference) {
        return switch (reference) {
            case Reference.Answers answers -> answers.answers();
            case Reference.Choice choice -> List.of(options(choice));
            case Reference.None _, Reference.Code _, Reference.Repair _, Reference.Puzzle _ -> List.of();
        };
    }

    /** The right letters, each with its text, and then all options, so that an answer in words can be placed. */
    private static String options(Reference.Choice choice) {
        List<String> lines = new ArrayList<>();
        lines.add("The right option is " + choice.choice() + ".");
        choice.options().forEach((letter, text) -> lines.add(letter + ": " + text));
        return String.join("\n", lines);
    }
}
