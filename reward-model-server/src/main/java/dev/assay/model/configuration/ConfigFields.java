package dev.assay.model.configuration;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Typed access to a map of a YAML file. Every message names the place in the file and what is allowed there; paths are
 * those of the file, wherever the process was started.
 */
public final class ConfigFields {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");
    private static final Pattern EXPONENT = Pattern.compile("[-+]?\\d+e[-+]?\\d+");

    private final Path file;
    private final String place;
    private final Map<String, Object> members;

    private ConfigFields(Path file, String place, Map<String, Object> members) {
        this.file = file;
        this.place = place;
        this.members = members;
    }

    /**
     * Reads a file.
     *
     * @throws AssayException CONFIGURATION where it is no YAML map
     */
    public static ConfigFields read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(1 << 20);
        ConfigFields none = new ConfigFields(file, "", Map.of());
        try {
            Object document = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            return document == null ? none : none.map("", document);
        } catch (IOException e) {
            throw none.invalid("", "cannot be read: " + e);
        } catch (YAMLException | IllegalArgumentException e) {
            throw none.invalid("", "not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** Refuses members of other names. */
    public void only(String... known) {
        for (String name : members.keySet()) {
            if (!List.of(known).contains(name)) {
                throw invalid(name, "is not known; known: " + String.join(", ", known));
            }
        }
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The names of the members, in their order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** The members as they were read. */
    public Map<String, Object> raw() {
        return members;
    }

    /** A map, empty where there is none. */
    public ConfigFields map(String name) {
        return map(joined(name), members.getOrDefault(name, Map.of()));
    }

    /** A map, or text as a map of one member with the given name; empty where there is neither. */
    public ConfigFields map(String name, String single) {
        return members.get(name) instanceof String text ? map(joined(name), Map.of(single, text)) : map(name);
    }

    /** A map whose members have names that people choose, in letters, digits, {@code . _ -}, at most 64. */
    public ConfigFields named(String name) {
        ConfigFields map = map(name);
        for (String given : map.names()) {
            if (!NAME.matcher(given).matches()) {
                throw invalid(name, "a name is letters, digits, '.', '_' and '-', at most 64, not '" + given + "'");
            }
        }
        return map;
    }

    /** A list whose members are maps, or text as a map of one member with the given name. */
    public List<ConfigFields> maps(String name, String single) {
        Object value = members.getOrDefault(name, List.of());
        if (!(value instanceof List<?> list)) {
            throw invalid(name, "must be a list, not " + value);
        }
        List<ConfigFields> maps = new ArrayList<>();
        for (Object member : list) {
            String where = joined(name) + "[" + maps.size() + "]";
            maps.add(member instanceof String text ? map(where, Map.of(single, text)) : map(where, member));
        }
        return maps;
    }

    /** Text, if there is some. */
    public Optional<String> text(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String text && !text.isBlank()) {
            return Optional.ofNullable((String) value);
        }
        throw invalid(name, "must be text, not " + value);
    }

    /** Text that must be there. */
    public String needed(String name) {
        return text(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    /** A path that must be there. */
    public Path path(String name) {
        return resolved(name, needed(name));
    }

    /** A path, if there is one. */
    public Optional<Path> optionalPath(String name) {
        return text(name).map(path -> resolved(name, path));
    }

    private Path resolved(String name, String path) {
        return usable(name, () -> file.toAbsolutePath().resolveSibling(path).normalize());
    }

    /** A whole number. */
    public int whole(String name, int otherwise, int least, int most) {
        return whole(name, least, most).orElse(otherwise);
    }

    /** A whole number, if there is one. */
    public OptionalInt whole(String name, int least, int most) {
        OptionalLong number = whole(name, (long) least, most);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    /** A whole number, if there is one. */
    public OptionalLong whole(String name, long least, long most) {
        Object value = members.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        }
        throw invalid(name, "must be a whole number from " + least + " to " + most + ", not " + value);
    }

    /** A finite number. */
    public double number(String name, double otherwise) {
        return number(name).orElse(otherwise);
    }

    /** A finite number, if there is one. */
    public OptionalDouble number(String name) {
        Object value = members.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(finite(name, value));
    }

    /** A list of finite numbers, empty where there is none. */
    public List<Double> numbers(String name) {
        Object value = members.getOrDefault(name, List.of());
        if (!(value instanceof List<?> list)) {
            throw invalid(name, "must be a list of numbers, not " + value);
        }
        List<Double> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(finite(name, number)));
        return numbers;
    }

    private double finite(String name, @Nullable Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        boolean exponent =
                value instanceof String text && EXPONENT.matcher(text).matches();
        throw invalid(name, "must be a number, not " + value + (exponent ? "; YAML wants 1.0e-3, not 1e-3" : ""));
    }

    /** A duration such as {@code 500ms}, {@code 2s} or {@code 1m}, if there is one. */
    public Optional<Duration> duration(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(value.toString());
        if (!matcher.matches()) {
            throw invalid(name, "must be a duration such as 500ms, 2s or 1m, not " + value);
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }

    /** True or false. */
    public boolean flag(String name, boolean otherwise) {
        if (members.getOrDefault(name, otherwise) instanceof Boolean flag) {
            return flag;
        }
        throw invalid(name, "must be true or false, not " + members.get(name));
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E constant(String name, Class<E> type, Optional<E> otherwise) {
        Optional<String> text = text(name);
        List<String> allowed = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (text.filter(written::equals).isPresent()) {
                return constant;
            }
            allowed.add(written);
        }
        if (text.isEmpty() && otherwise.isPresent()) {
            return otherwise.get();
        }
        throw invalid(
                name,
                "must be one of " + String.join(", ", allowed)
                        + text.map(t -> ", not " + t).orElse(""));
    }

    /** Makes a value that checks itself. */
    public <T> T usable(String name, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw invalid(name, String.valueOf(e.getMessage()));
        }
    }

    /** A complaint about a member. */
    public AssayException invalid(String name, String message) {
        String where = joined(name);
        return new AssayException(
                ErrorCode.CONFIGURATION, file + ": " + (where.isEmpty() ? "" : where + ": ") + message);
    }

    private ConfigFields map(String where, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ConfigFields(file, where, Map.of()).invalid("", "must be a map, not " + value);
        }
        Map<String, Object> read = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            if (!(name instanceof String key) || member == null) {
                throw new ConfigFields(file, where, Map.of()).invalid("", "'" + name + "' must be a name with a value");
            }
            read.put(key, member);
        });
        return new ConfigFields(file, where, read);
    }

    private String joined(String name) {
        return place.isEmpty() || name.isEmpty() ? place + name : place + "." + name;
    }
}
