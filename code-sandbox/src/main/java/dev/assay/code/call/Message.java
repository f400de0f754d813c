package dev.assay.code.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line between the judge and a driver.
 *
 * @param words what is text, number or truth, by name
 * @param value the value of a reply, or what is assigned
 * @param args positional arguments
 * @param named named arguments
 */
record Message(Map<String, String> words, Optional<Value> value, List<Value> args, Map<String, Value> named) {
    static Message of(Map<String, String> words) {
        return new Message(words, Optional.empty(), List.of(), Map.of());
    }

    boolean has(String name) {
        return words.containsKey(name);
    }

    String word(String name) {
        return words.getOrDefault(name, "");
    }

    int line() {
        String line = word("line");
        return line.isEmpty() || line.length() > 7 ? 0 : Integer.parseInt(line);
    }
}
