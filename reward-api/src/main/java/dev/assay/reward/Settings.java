package dev.assay.reward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a recipe tells a reward function, such as {@code mode: graded}. Values are what YAML and JSON have: text,
 * numbers, booleans, lists and maps.
 *
 * @param values the settings by name, in the order of the recipe
 */
public record Settings(Map<String, Object> values) {
    /** No settings: every function then uses its defaults. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One setting. */
    public static Settings of(String name, Object value) {
        return new Settings(Map.of(name, value));
    }

    /** These settings with one more. */
    public Settings with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Settings(more);
    }

    /**
     * Refuses settings that the function does not know.
     *
     * @throws AssayException naming the unknown setting and the known ones
     */
    public void allowOnly(String... known) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        List.of(known).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw invalid("unknown setting '" + unknown.iterator().next() + "'; known: "
                    + (known.length == 0 ? "none" : String.join(", ", known)));
        }
    }

    /** A text setting. */
    public Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw invalid("setting '" + name + "' must be text, not " + value);
    }

    /** A text setting with a default. */
    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        List<String> allowed = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String written = constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            if (written.equals(value)) {
                return constant;
            }
            allowed.add(written);
        }
        throw invalid("setting '" + name + "' must be one of " + String.join(", ", allowed) + ", not " + value);
    }

    /** A whole number within bounds, with a default. */
    public long whole(String name, long otherwise, long least, long most) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= least
                && ((Number) value).longValue() <= most) {
            return ((Number) value).longValue();
        }
        throw invalid("setting '" + name + "' must be a whole number from " + least + " to " + most + ", not " + value);
    }

    /** A number within bounds, with a default. */
    public double number(String name, double otherwise, double least, double most) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw invalid("setting '" + name + "' must be a number from " + least + " to " + most + ", not " + value);
    }

    /** A yes or no, with a default. */
    public boolean flag(String name, boolean otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw invalid("setting '" + name + "' must be true or false, not " + value);
    }

    /** A list of texts; empty where it is absent. */
    public List<String> texts(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw invalid("setting '" + name + "' must be a list of texts, not " + value);
    }

    private static AssayException invalid(String message) {
        return new AssayException(ErrorCode.INVALID_RECIPE, message);
    }
}
