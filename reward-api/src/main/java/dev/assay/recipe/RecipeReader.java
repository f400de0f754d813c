package dev.assay.recipe;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML form of a recipe. Every message names the place in the recipe and what is allowed there. */
public final class RecipeReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private static final int NESTING_LIMIT = 20;

    private final String source;

    private RecipeReader(String source) {
        this.source = source;
    }

    /**
     * Reads a recipe.
     *
     * @param source what messages call it: a file name
     * @throws AssayException {@link ErrorCode#INVALID_RECIPE}
     */
    public static Recipe read(String source, String yaml) {
        return new RecipeReader(source).recipe(yaml);
    }

    private Recipe recipe(String yaml) {
        Object document;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(10);
            options.setNestingDepthLimit(NESTING_LIMIT);
            options.setCodePointLimit(1 << 20);
            document = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw invalid("", "not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        Map<String, Object> root = members("", document);
        only("", root, "name", "tasks", "truncated", "functions");
        String name = text("name", required("", root, "name"));
        if (!NAME.matcher(name).matches()) {
            throw invalid("name", "must be letters, digits, '.', '_' and '-', at most 64, not '" + name + "'");
        }
        Map<String, UrlFunction> functions = new LinkedHashMap<>();
        members("functions", root.getOrDefault("functions", Map.of()))
                .forEach((function, spec) -> functions.put(function, function(function, spec)));
        Map<String, TaskRule> tasks = new LinkedHashMap<>();
        Optional<TaskRule> otherwise = Optional.empty();
        for (Map.Entry<String, Object> task :
                members("tasks", required("", root, "tasks")).entrySet()) {
            TaskRule rule = task("tasks." + task.getKey(), task.getValue());
            if (task.getKey().equals("default")) {
                otherwise = Optional.of(rule);
            } else {
                tasks.put(task.getKey(), rule);
            }
        }
        if (tasks.isEmpty() && otherwise.isEmpty()) {
            throw invalid("tasks", "at least one task is needed");
        }
        Recipe.Truncated truncated = constant("truncated", root.get("truncated"), Recipe.Truncated.SCORE);
        String hash = RecipeHash.of(tasks, otherwise, truncated, functions);
        return new Recipe(name, hash, tasks, otherwise, truncated, functions, yaml);
    }

    private TaskRule task(String path, Object value) {
        Map<String, Object> members = members(path, value);
        only(path, members, "components", "gate");
        List<ComponentRule> components = new ArrayList<>();
        members(path + ".components", required(path, members, "components"))
                .forEach((name, spec) -> components.add(component(path + ".components." + name, name, spec)));
        if (components.isEmpty()) {
            throw invalid(path + ".components", "at least one component is needed");
        }
        Optional<TaskRule.Gate> gate = Optional.ofNullable(members.get("gate")).map(spec -> gate(path + ".gate", spec));
        gate.ifPresent(g -> {
            if (components.stream().noneMatch(rule -> rule.component().equals(g.component()))) {
                throw invalid(path + ".gate", "'" + g.component() + "' is not among the components");
            }
        });
        return new TaskRule(components, gate);
    }

    private TaskRule.Gate gate(String path, Object spec) {
        if (spec instanceof String component) {
            return new TaskRule.Gate(component, 1);
        }
        Map<String, Object> members = members(path, spec);
        only(path, members, "component", "least");
        return new TaskRule.Gate(
                text(path + ".component", required(path, members, "component")),
                number(path + ".least", members.getOrDefault("least", 1)));
    }

    private ComponentRule component(String path, String name, Object spec) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(path, "a component's name is letters, digits, '.', '_' and '-', at most 64");
        }
        if (spec instanceof Number) {
            return new ComponentRule(
                    name, number(path, spec), new TreeMap<>(), Optional.empty(), Shape.NONE, Settings.NONE);
        }
        if (!(spec instanceof Map<?, ?>)) {
            throw invalid(path, "must be a weight, or a map such as {weight: 1}, not " + spec);
        }
        Map<String, Object> members = new LinkedHashMap<>(members(path, spec));
        double weight = number(
                path + ".weight", Optional.ofNullable(members.remove("weight")).orElse(1));
        NavigableMap<Double, Double> map = map(path + ".map", Optional.ofNullable(members.remove("map")));
        Optional<ComponentRule.Condition> when =
                Optional.ofNullable(members.remove("when")).map(condition -> condition(path + ".when", condition));
        Shape shape = constant(path + ".shape", members.remove("shape"), Shape.NONE);
        members.forEach((setting, value) -> plain(path + "." + setting, value, 0));
        return new ComponentRule(name, weight, map, when, shape, new Settings(members));
    }

    /** Settings are what JSON has too: YAML's dates, sets and values that contain themselves are refused. */
    private void plain(String path, @Nullable Object value, int depth) {
        if (depth > NESTING_LIMIT) {
            throw invalid(path, "is nested too deeply");
        }
        switch (value) {
            case Map<?, ?> map -> map.forEach((name, member) -> plain(path + "." + name, member, depth + 1));
            case List<?> list -> list.forEach(member -> plain(path + "[]", member, depth + 1));
            case String _ -> {}
            case Number number -> {
                if (!Double.isFinite(number.doubleValue())) {
                    throw invalid(path, "must be a finite number, not " + value);
                }
            }
            case Boolean _ -> {}
            case null -> throw invalid(path, "has no value");
            default -> throw invalid(path, "must be text, a number, true or false, a list or a map, not " + value);
        }
    }

    private ComponentRule.Condition condition(String path, Object spec) {
        Map<String, Object> members = members(path, spec);
        if (members.size() != 1) {
            throw invalid(path, "must name one member of the metadata, as {set: helpful}");
        }
        Map.Entry<String, Object> only = members.entrySet().iterator().next();
        return new ComponentRule.Condition(only.getKey(), text(path + "." + only.getKey(), only.getValue()));
    }

    private NavigableMap<Double, Double> map(String path, Optional<Object> spec) {
        NavigableMap<Double, Double> map = new TreeMap<>();
        if (spec.isPresent()) {
            if (!(spec.get() instanceof Map<?, ?> points)) {
                throw invalid(path, "must map values to values, as {0: -1, 1: 1}");
            }
            points.forEach((from, to) -> {
                if (map.put(number(path, from), number(path + "." + from, to)) != null) {
                    throw invalid(path, "maps " + from + " twice");
                }
            });
        }
        return map;
    }

    private UrlFunction function(String name, Object spec) {
        String path = "functions." + name;
        if (!NAME.matcher(name).matches()) {
            throw invalid(path, "a function's name is letters, digits, '.', '_' and '-', at most 64");
        }
        Map<String, Object> members = members(path, spec);
        only(path, members, "url", "timeout", "batch");
        String url = text(path + ".url", required(path, members, "url"));
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid(path + ".url", "is not a URL: " + url);
        }
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw invalid(path + ".url", "must begin with http:// or https://, not " + url);
        }
        if (uri.getHost() == null) {
            throw invalid(path + ".url", "has no host name that a URL may have: " + url);
        }
        Duration timeout = duration(path + ".timeout", members.getOrDefault("timeout", "2s"));
        double batch = number(path + ".batch", members.getOrDefault("batch", 64));
        if (batch != Math.rint(batch) || batch < 1 || batch > 4096) {
            throw invalid(path + ".batch", "must be a whole number from 1 to 4096");
        }
        return new UrlFunction(name, uri, timeout, (int) batch);
    }

    private Duration duration(String path, Object value) {
        var matcher = DURATION.matcher(String.valueOf(value));
        if (!matcher.matches()) {
            throw invalid(path, "must be a duration such as 500ms, 2s or 1m, not " + value);
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
        if (duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw invalid(path, "must be from 1ms to 60m, not " + value);
        }
        return duration;
    }

    private <E extends Enum<E>> E constant(String path, @Nullable Object value, E otherwise) {
        if (value == null) {
            return otherwise;
        }
        List<String> allowed = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (written.equals(value)) {
                return constant;
            }
            allowed.add(written);
        }
        throw invalid(path, "must be one of " + String.join(", ", allowed) + ", not " + value);
    }

    private Map<String, Object> members(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid(path, "must be a map of names");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> {
            if (member == null && !"truncated".equals(key)) {
                throw invalid(path.isEmpty() ? String.valueOf(key) : path + "." + key, "has no value");
            }
            // "truncated: null" is a word of the recipe, which YAML reads as no value.
            members.put(String.valueOf(key), member == null ? "null" : member);
        });
        return members;
    }

    private Object required(String path, Map<String, Object> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            throw invalid(path, "'" + name + "' is missing");
        }
        return value;
    }

    private void only(String path, Map<String, Object> members, String... known) {
        for (String name : members.keySet()) {
            if (!List.of(known).contains(name)) {
                throw invalid(path, "unknown '" + name + "'; allowed: " + String.join(", ", known));
            }
        }
    }

    private String text(String path, Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw invalid(path, "must be text, not " + value);
    }

    private double number(String path, Object value) {
        double number = Double.NaN;
        if (value instanceof Number given) {
            number = given.doubleValue();
        } else if (value instanceof String text) {
            // JSON-like keys such as "0" are strings in YAML's flow style when quoted.
            try {
                number = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw invalid(path, "must be a number, not " + value);
            }
        }
        if (!Double.isFinite(number)) {
            throw invalid(path, "must be a finite number, not " + value);
        }
        return number + 0.0;
    }

    private AssayException invalid(String path, String message) {
        return new AssayException(
                ErrorCode.INVALID_RECIPE, "recipe " + source + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }
}
