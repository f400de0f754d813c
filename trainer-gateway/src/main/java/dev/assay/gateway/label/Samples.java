package dev.assay.gateway.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns samples into rollouts of the contract. A sample is a rollout whose reference is a {@code label}, in the form
 * that the trainer's data set has it, and whose {@code source} names the data set; task and reference follow from both
 * by the table. A sample that already has a task or a reference keeps it.
 */
public final class Samples {
    private static final Set<String> REFERENCES = Set.of("answer", "answers", "choice", "code", "repair", "puzzle");
    private static final List<String> SOURCES = List.of("data_source", "source");
    private static final List<String> INNER = List.of("reward_model", "ground_truth", "reference");
    private static final int ENVELOPES = 4;

    private final Sources sources;

    public Samples(Sources sources) {
        this.sources = sources;
    }

    /** What a sample became. */
    public sealed interface Read {
        /** The rollout, in the contract's JSON form. */
        record Rollout(ObjectNode json) implements Read {}

        /** The label cannot be read as its source says, so nobody can score the sample. */
        record Unreadable(String evidence) implements Read {}
    }

    /** Reads a sample, whose object is changed on the way. */
    public Read read(ObjectNode sample) {
        JsonNode source = sample.remove("source");
        JsonNode label = sample.remove("label");
        try {
            fill(sample, source == null ? "" : source.asText(""), label == null ? missing() : label);
            return new Read.Rollout(sample);
        } catch (UnreadableLabel e) {
            return new Read.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private void fill(ObjectNode sample, String named, JsonNode given) throws UnreadableLabel {
        if (isThere(sample.get("reference"))) {
            if (!isThere(sample.get("task"))) {
                sample.put("task", task(sample.get("reference")).orElse("math"));
            }
            return;
        }
        String source = named;
        JsonNode label = structured(given);
        for (int i = 0; i < ENVELOPES && label.isObject() && !isReference(label); i++) {
            Optional<JsonNode> inner =
                    INNER.stream().map(label::get).filter(Samples::isThere).findFirst();
            if (inner.isEmpty()) {
                break;
            }
            if (source.isEmpty()) {
                JsonNode outer = label;
                source = SOURCES.stream()
                        .map(outer::get)
                        .filter(Samples::isThere)
                        .map(JsonNode::asText)
                        .findFirst()
                        .orElse("");
            }
            label = structured(inner.get());
        }
        String task = isThere(sample.get("task")) ? sample.get("task").asText() : "";
        Optional<Source> entry = sources.of(source);
        if (isReference(label)) {
            sample.set("reference", label);
            put(sample, task.isEmpty() ? task(label).orElse("math") : task);
            return;
        }
        if (entry.isEmpty()) {
            if (task.isEmpty()) {
                throw new UnreadableLabel("source '" + source + "' is not in the table of sources, and the sample names"
                        + " no task; see assay.sources");
            }
            // The sample says what it is, so the entry of samples without a source is as good as any.
            entry = sources.of("");
        }
        if (!isThere(label)) {
            put(sample, task.isEmpty() ? entry.map(Source::task).orElse("math") : task);
            return;
        }
        Source rule = entry.orElseThrow(
                () -> new UnreadableLabel("the table of sources has no entry for samples without a source"));
        sample.set("reference", reference(rule, label, sample));
        put(sample, task.isEmpty() ? rule.task() : task);
    }

    private static void put(ObjectNode sample, String task) {
        sample.put("task", task);
    }

    private static ObjectNode reference(Source rule, JsonNode label, ObjectNode sample) throws UnreadableLabel {
        ObjectNode reference = Json.object();
        JsonNode value = rule.kind() == Source.Kind.TESTS && rule.at().isEmpty() ? label : member(rule, label);
        switch (rule.kind()) {
            case ANSWER -> {
                answers(reference, value, rule);
                rule.profile().ifPresent(profile -> reference.put("profile", profile));
            }
            case CHOICE -> {
                if (!value.isTextual()) {
                    throw new UnreadableLabel("the label of a choice must be a letter, not " + form(value));
                }
                reference.put("choice", value.asText());
                JsonNode options = label.isObject() ? label.get(rule.options()) : null;
                JsonNode beside = options == null ? sample.remove("options") : options;
                if (isThere(beside)) {
                    reference.set("options", options(beside));
                }
            }
            case TESTS -> reference.set("code", code(rule, structured(value)));
            case REFERENCE ->
                throw new UnreadableLabel("the label must be a reference of the contract, not " + form(label)
                        + " without one of its members");
        }
        return reference;
    }

    private static JsonNode member(Source rule, JsonNode label) throws UnreadableLabel {
        if (!label.isObject()) {
            return label;
        }
        for (String path : rule.at()) {
            JsonNode value = label;
            for (String name : path.split("\\.", -1)) {
                value = value.path(name);
            }
            if (isThere(value)) {
                return structured(value);
            }
        }
        throw new UnreadableLabel(
                rule.at().isEmpty()
                        ? "the label is an object, and the source's entry says at no member of it"
                        : "the label has none of the members " + String.join(", ", rule.at()));
    }

    private static void answers(ObjectNode reference, JsonNode value, Source rule) throws UnreadableLabel {
        if (value.isValueNode() && !value.isNull()) {
            reference.put("answer", value.asText());
            return;
        }
        if (!value.isArray() || value.isEmpty()) {
            throw new UnreadableLabel("the answer must be a text, a number or a list of them, not " + form(value));
        }
        ArrayNode answers = reference.putArray("answers");
        for (JsonNode answer : value) {
            if (!answer.isValueNode() || answer.isNull()) {
                throw new UnreadableLabel("an answer of the list must be a text or a number, not " + form(answer));
            }
            answers.add(answer.asText());
        }
    }

    /** Options as an object by letter, or as a list of such objects, as NeMo-Gym has them. */
    private static JsonNode options(JsonNode options) throws UnreadableLabel {
        if (options.isObject()) {
            return options;
        }
        ObjectNode all = Json.object();
        if (options.isArray()) {
            for (JsonNode option : options) {
                if (option.isObject()) {
                    all.setAll((ObjectNode) option);
                } else {
                    all.set(String.valueOf((char) ('A' + Math.min(25, all.size()))), option);
                }
            }
            return all;
        }
        throw new UnreadableLabel("the options must be an object or a list, not " + form(options));
    }

    private static ObjectNode code(Source rule, JsonNode tests) throws UnreadableLabel {
        JsonNode inputs = tests.path("inputs");
        JsonNode outputs = tests.path("outputs");
        if (!inputs.isArray() || !outputs.isArray() || inputs.isEmpty() || inputs.size() != outputs.size()) {
            throw new UnreadableLabel("the tests must have 'inputs' and 'outputs', lists of the same length");
        }
        if (isThere(tests.get("fn_name"))) {
            throw new UnreadableLabel("tests that call '" + tests.get("fn_name").asText()
                    + "' are read in the contract's form only, as {\"code\": {\"call\": ...}}");
        }
        ObjectNode code = Json.object();
        code.put("language", rule.language());
        ArrayNode cases = code.putArray("stdio");
        for (int i = 0; i < inputs.size(); i++) {
            cases.addObject().put("input", lines(inputs.get(i))).put("output", lines(outputs.get(i)));
        }
        return code;
    }

    /** A text as it is; a list of lines, as some data sets have them, joined. */
    private static String lines(JsonNode node) {
        if (!node.isArray()) {
            return node.asText();
        }
        StringBuilder text = new StringBuilder();
        for (Iterator<JsonNode> lines = node.elements(); lines.hasNext(); ) {
            text.append(lines.next().asText());
            if (lines.hasNext()) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    /**
     * Text that is a JSON object, or a JSON list of texts, as what it says; every other text as it is: {@code [1,2]} is
     * an interval or a pair, and {@code 12} a number that keeps its spelling.
     */
    private static JsonNode structured(JsonNode node) {
        if (!node.isTextual()) {
            return node;
        }
        String text = node.asText().strip();
        if (text.startsWith("{") && text.endsWith("}")) {
            return Json.parsed(text)
                    .filter(JsonNode::isObject)
                    .filter(o -> !o.isEmpty())
                    .orElse(node);
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return Json.parsed(text)
                    .filter(list -> !list.isEmpty() && allText(list))
                    .orElse(node);
        }
        return node;
    }

    private static boolean allText(JsonNode list) {
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReference(JsonNode label) {
        return label.isObject() && REFERENCES.stream().anyMatch(name -> isThere(label.get(name)));
    }

    private static Optional<String> task(JsonNode reference) {
        for (String name : List.of("choice", "code", "repair", "puzzle")) {
            if (isThere(reference.get(name))) {
                return Optional.of(name.equals("puzzle") ? "logic" : name);
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(@org.jspecify.annotations.Nullable JsonNode node) {
        return node != null && !node.isNull() && !node.isMissingNode();
    }

    private static JsonNode missing() {
        return JsonNodeFactory.instance.missingNode();
    }

    private static String form(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
        };
    }

    private static final class UnreadableLabel extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        UnreadableLabel(String message) {
            super(message);
        }
    }
}
