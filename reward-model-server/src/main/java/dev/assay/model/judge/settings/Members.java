package dev.assay.model.judge.settings;

import dev.assay.reward.AssayException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A map of YAML, read member by member.
 *
 * @param place where it is in the file, for messages
 * @param values its members in their order
 * @param invalid makes the exception of a place and a message
 */
record Members(String place, Map<String, Object> values, BiFunction<String, String, AssayException> invalid) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");

    static Members of(BiFunction<String, String, AssayException> invalid, String place, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid.apply(place, "must be a map of names");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            if (!(name instanceof String key) || member == null) {
                throw invalid.apply(place, "'" + name + "' must be a name with a value");
            }
            values.put(key, member);
        });
        return new Members(place, values, invalid);
    }

    void only(String... known) {
        for (String name : values.keySet()) {
            if (!List.of(known).contains(name)) {
                throw wrong(name, "is not known; known: " + String.join(", ", known));
            }
        }
    }

    Object required(String name) {
        return Optional.ofNullable(values.get(name)).orElseThrow(() -> invalid.apply(place, "needs '" + name + "'"));
    }

    String requiredText(String name) {
        required(name);
        return text(name).orElseThrow();
    }

    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw wrong(name, "must be text");
    }

    OptionalInt whole(String name) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof Integer number) {
            return OptionalInt.of(number);
        }
        throw wrong(name, "must be a whole number");
    }

    OptionalLong wholeLong(String name) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Integer || value instanceof Long) {
            return OptionalLong.of(((Number) value).longValue());
        }
        throw wrong(name, "must be a whole number");
    }

    OptionalDouble number(String name) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw wrong(name, "must be a number");
    }

    Optional<Duration> duration(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(String.valueOf(value));
        if (!matcher.matches()) {
            throw wrong(name, "must be a duration such as 500ms, 2s or 1m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }

    private AssayException wrong(String name, String message) {
        return invalid.apply(place.isEmpty() ? name : place + "." + name, message);
    }
}
