package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What became of a sample, as a trainer's form needs to know it. */
sealed interface Verdict {
    /** The label of metrics: SCORED, UNSCORABLE, FAILED or REFUSED. */
    String label();

    /**
     * A reward.
     *
     * @param components the values of the components that have one, in the recipe's order
     * @param reason the reason of the accuracy, or of the first component where there is none
     */
    record Value(double reward, Map<String, Double> components, String reason, String evidence, String recipe)
            implements Verdict {
        public Value {
            components = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(components));
        }

        @Override
        public String label() {
            return "SCORED";
        }

        /** The value of the accuracy, or the reward where the recipe has none. */
        double score() {
            return components.getOrDefault("accuracy", reward);
        }
    }

    /** Nobody can score the sample, now or later. */
    record Unscorable(String outcome, String reason, String evidence) implements Verdict {
        @Override
        public String label() {
            return "UNSCORABLE";
        }
    }

    /** Our own trouble, which can be over when the sample comes again. */
    record Failed(String outcome, String reason, String evidence) implements Verdict {
        @Override
        public String label() {
            return "FAILED";
        }
    }

    /** The sample cannot be taken: a field, the task or the recipe. */
    record Refused(String message) implements Verdict {
        @Override
        public String label() {
            return "REFUSED";
        }
    }

    /** Reads an element of the answer of {@code POST /v1/score}. */
    static Verdict of(JsonNode element) {
        if (element.has("error")) {
            return new Refused(element.get("error").asText());
        }
        JsonNode components = element.path("components");
        JsonNode reward = element.path("reward");
        if (reward.isNumber()) {
            Map<String, Double> values = new LinkedHashMap<>();
            Optional<JsonNode> first = Optional.empty();
            Optional<JsonNode> accuracy = Optional.empty();
            for (JsonNode component : components) {
                String name = component.path("name").asText();
                if (component.path("value").isNumber()) {
                    values.put(name, component.path("value").asDouble());
                }
                first = first.isEmpty() ? Optional.of(component) : first;
                accuracy = name.equals("accuracy") ? Optional.of(component) : accuracy;
            }
            Optional<JsonNode> telling = accuracy.isPresent() ? accuracy : first;
            return new Value(
                    reward.asDouble(),
                    values,
                    telling.map(c -> c.path("reason").asText()).orElse(""),
                    telling.map(c -> c.path("evidence").asText()).orElse(""),
                    element.path("recipe").asText());
        }
        // Our own trouble first: it is what another attempt can mend.
        for (String outcome : List.of("FAILED", "TIMEOUT", "UNSCORABLE", "NOT_APPLICABLE")) {
            for (JsonNode component : components) {
                if (component.path("outcome").asText().equals(outcome)) {
                    String reason = component.path("reason").asText();
                    String evidence = component.path("evidence").asText();
                    return outcome.equals("FAILED") || outcome.equals("TIMEOUT")
                            ? new Failed(outcome, reason, evidence)
                            : new Unscorable(outcome, reason, evidence);
                }
            }
        }
        return new Unscorable("NOT_APPLICABLE", "", "the recipe gives this rollout no reward");
    }

    /** The reward, where there is one. */
    default OptionalDouble number() {
        return switch (this) {
            case Value value -> OptionalDouble.of(value.reward());
            case Unscorable _, Failed _, Refused _ -> OptionalDouble.empty();
        };
    }
}
