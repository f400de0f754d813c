package dev.assay.code.language;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML form of a language. Every message names the file and the field. */
final class DefinitionReader {
    private static final Set<String> FIELDS = Set.of(
            "name",
            "aliases",
            "main",
            "main-from",
            "tool",
            "with",
            "probe",
            "home",
            "install",
            "ahead",
            "zygote",
            "compile",
            "run");
    private static final Set<String> STEP_FIELDS =
            Set.of("command", "read", "environment", "cpu-seconds", "memory-mib", "processes", "resident");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9+#_-]{0,30}");

    private final String source;

    private DefinitionReader(String source) {
        this.source = source;
    }

    /**
     * Reads one definition.
     *
     * @param source what messages call it
     * @throws AssayException {@link ErrorCode#CONFIGURATION}
     */
    static Definition read(String source, String yaml) {
        return new DefinitionReader(source).definition(yaml);
    }

    private Definition definition(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(10);
        Object document;
        try {
            document = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw invalid("not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        Map<String, Object> fields = map("the file", document);
        known("the file", fields, FIELDS);
        String name = text(fields, "name");
        if (!NAME.matcher(name).matches()) {
            throw invalid("name: letters, digits, + # _ - in lower case, not '" + name + "'");
        }
        Optional<Definition.Step> compile =
                fields.containsKey("compile") ? Optional.of(step("compile", fields, 30, 1024, 64)) : Optional.empty();
        return new Definition(
                name,
                texts(fields, "aliases"),
                text(fields, "main"),
                texts(fields, "main-from").stream().map(this::pattern).toList(),
                text(fields, "tool"),
                texts(fields, "with"),
                texts(fields, "probe"),
                texts(fields, "home"),
                text(fields, "install"),
                texts(fields, "ahead"),
                Boolean.TRUE.equals(fields.get("zygote")),
                compile,
                step("run", fields, 1, 0, 0));
    }

    private Definition.Step step(
            String name, Map<String, Object> fields, long cpuSeconds, long memoryMib, long processes) {
        Map<String, Object> step = map(name, fields.get(name));
        known(name, step, STEP_FIELDS);
        List<String> command = texts(step, "command");
        if (command.isEmpty()) {
            throw invalid(name + ": no command");
        }
        Map<String, String> environment = new LinkedHashMap<>();
        if (step.containsKey("environment")) {
            map("environment", step.get("environment"))
                    .forEach((variable, value) -> environment.put(variable, String.valueOf(value)));
        }
        return new Definition.Step(
                command,
                texts(step, "read"),
                environment,
                Duration.ofSeconds(number(step, "cpu-seconds", cpuSeconds)),
                number(step, "memory-mib", memoryMib) << 20,
                (int) number(step, "processes", processes),
                Boolean.TRUE.equals(step.get("resident")));
    }

    private Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw invalid("main-from: " + e.getDescription() + " in " + regex);
        }
    }

    private Map<String, Object> map(String where, @org.jspecify.annotations.Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid(where + ": fields are expected");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> {
            if (field != null) {
                fields.put(String.valueOf(key), field);
            }
        });
        return fields;
    }

    private void known(String where, Map<String, Object> fields, Set<String> names) {
        for (String field : fields.keySet()) {
            if (!names.contains(field)) {
                throw invalid(where + ": unknown field '" + field + "'");
            }
        }
    }

    private String text(Map<String, Object> fields, String name) {
        if (!(fields.get(name) instanceof String text) || text.isBlank()) {
            throw invalid(name + ": a text is expected");
        }
        return text;
    }

    private List<String> texts(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(name + ": a list is expected");
        }
        return list.stream().map(String::valueOf).toList();
    }

    private long number(Map<String, Object> fields, String name, long otherwise) {
        Object value = fields.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer number) || number < 0) {
            throw invalid(name + ": a whole number is expected");
        }
        return number;
    }

    private AssayException invalid(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, source + ": " + message);
    }
}
