package dev.assay.deploy.demo;

import dev.assay.reward.Component;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two answers of which one is better, and what a reward model gave them.
 *
 * @param component {@code helpful} or {@code safety}
 * @param why what is wrong with the worse one
 */
record ModelPair(String component, Answer better, Answer worse, String why) {
    private static final String END_OF_THINKING = "</think>";

    /**
     * An answer to a prompt.
     *
     * @param text what stands behind the thinking
     * @param value empty where there is none
     */
    record Answer(String prompt, String text, OptionalDouble value) {}

    /** What was asked, once where both answers are to the same. */
    String prompts() {
        return better.prompt().equals(worse.prompt()) ? better.prompt() : better.prompt() + " / " + worse.prompt();
    }

    /** Whether the model gave the better answer more. */
    boolean isOrdered() {
        return better.value().isPresent()
                && worse.value().isPresent()
                && better.value().getAsDouble() > worse.value().getAsDouble();
    }

    /** The pairs of the examples: the metadata of the worse answer names the better one. */
    static List<ModelPair> of(DemoPart part) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < part.rollouts().size(); i++) {
            places.put(part.rollouts().get(i).id(), i);
        }
        List<ModelPair> pairs = new ArrayList<>();
        for (Rollout worse : part.rollouts()) {
            Optional<Integer> place = worse.metadata().text("better").map(places::get);
            Optional<String> component = worse.metadata().text("set");
            if (place.isPresent() && component.isPresent()) {
                pairs.add(new ModelPair(
                        component.get(),
                        answer(part, place.get(), component.get()),
                        answer(part, places.getOrDefault(worse.id(), 0), component.get()),
                        worse.metadata().text("why").orElse("")));
            }
        }
        return pairs;
    }

    private static Answer answer(DemoPart part, int place, String component) {
        Rollout rollout = part.rollouts().get(place);
        String text = rollout.judged();
        int end = text.lastIndexOf(END_OF_THINKING);
        return new Answer(
                rollout.prompt().map(Text::judged).orElse(""),
                (end < 0 ? text : text.substring(end + END_OF_THINKING.length())).strip(),
                value(part.arrivals().get(place).reward(), component));
    }

    private static OptionalDouble value(Reward reward, String component) {
        return reward.terms().stream()
                .map(Reward.Term::component)
                .filter(term -> term.name().equals(component))
                .map(Component::outcome)
                .map(outcome -> outcome.value())
                .findFirst()
                .orElse(OptionalDouble.empty());
    }
}
