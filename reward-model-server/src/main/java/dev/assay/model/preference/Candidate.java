package dev.assay.model.preference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Two responses of one prompt that nobody has compared yet.
 *
 * @param line of the input, from 1 counting lines that are not empty
 */
record Candidate(int line, List<Message> prompt, String first, String second) {
    /** What was asked, as the judge is told it. */
    String request() {
        if (prompt.size() == 1) {
            return prompt.getFirst().content();
        }
        return prompt.stream()
                .map(message -> message.role() + ": " + message.content())
                .collect(Collectors.joining("\n\n"));
    }

    /** The pairs of a line's {@code responses}, in an order drawn by seed and line. */
    static List<Candidate> of(JsonNode node, int line, int perPrompt, long seed) {
        List<Message> prompt = ExampleFiles.prompt(node);
        JsonNode responses = node.path("responses");
        if (responses.size() < 2) {
            throw new IllegalArgumentException("responses must be a list of two or more");
        }
        List<String> texts = new ArrayList<>();
        responses.forEach(response -> texts.add(ExampleFiles.completion(response, "responses")));
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                all.add(new Candidate(line, prompt, texts.get(i), texts.get(j)));
            }
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + line);
        List<Candidate> drawn = new ArrayList<>();
        while (!all.isEmpty() && drawn.size() < perPrompt) {
            Candidate candidate = all.remove(random.nextInt(all.size()));
            drawn.add(
                    random.nextBoolean()
                            ? candidate
                            : new Candidate(line, prompt, candidate.second(), candidate.first()));
        }
        return drawn;
    }
}
