package dev.assay.math.puzzle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knights and knaves: {@code {"people": {"Anna": "knight", "Ben": "knave"}}}; any two words may stand for the kinds.
 * The answer names each of them with exactly one kind, in a sentence, a line or JSON.
 *
 * @param people the kind by name, normalised
 */
record Knights(Map<String, String> people) implements Puzzle {
    static Puzzle read(Members members) throws PuzzleFailure {
        JsonNode node = members.member("people").orElseThrow(() -> members.wrong("people", "kinds by name"));
        Map<String, String> people = new LinkedHashMap<>();
        node.properties()
                .forEach(person -> people.put(Cells.normal(person.getKey()), Assignment.cell(person.getValue())));
        if (people.isEmpty() || people.size() > 50 || people.containsValue("")) {
            throw members.wrong("people", "kinds by name, one to fifty");
        }
        return new Knights(people);
    }

    @Override
    public String checks() {
        return "Each of " + String.join(", ", people.keySet()) + " is said to be of the right kind and of no other.";
    }

    @Override
    public Form form() {
        return Form.BLOCK;
    }

    @Override
    public Finding judge(String answer) {
        Map<String, String> given = new LinkedHashMap<>();
        String last = "";
        for (String word : Cells.normal(answer).split(" ", -1)) {
            if (people.containsKey(word)) {
                last = word;
            } else if (!last.isEmpty() && (word.equals("not") || word.equals("isn"))) {
                return Finding.unreadable("'not' says of nobody what they are");
            } else if (!last.isEmpty() && people.containsValue(singular(word))) {
                given.merge(last, singular(word), (one, other) -> one.equals(other) ? one : "both");
            }
        }
        for (Map.Entry<String, String> person : people.entrySet()) {
            String kind = given.getOrDefault(person.getKey(), "nothing");
            if (!kind.equals(person.getValue())) {
                return Finding.broken(person.getKey() + " is said to be " + kind + ", not " + person.getValue());
            }
        }
        return Finding.solved("all " + people.size() + " are of their kind");
    }

    private String singular(String word) {
        boolean plural = word.endsWith("s") && !people.containsValue(word);
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
