package dev.assay.deploy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The typed configuration as its interfaces declare it, with the meanings that their sources tell. */
final class ConfigurationSources {
    private static final Pattern INTERFACE = Pattern.compile("^\\s*(?:public )?interface (\\w+) \\{");
    private static final Pattern METHOD = Pattern.compile("^\\s*[\\w<>., ]+ (\\w+)\\(\\);");

    private ConfigurationSources() {}

    /**
     * One key.
     *
     * @param type as a person would say it, with its unit
     * @param otherwise the default; {@code none} where there is none
     */
    record Key(String name, String type, String otherwise, String meaning) {
        String environment() {
            return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }

    /** Every key of every configuration interface below a folder, in the order of the sources. */
    static List<Key> keys(Path root) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith("Config.java"))
                    .filter(file -> file.toString()
                            .contains(Path.of("src", "main", "java").toString()))
                    .sorted()
                    .toList();
        }
        List<Key> keys = new ArrayList<>();
        for (Path source : sources) {
            Class<?> type = load(source);
            ConfigMapping mapping = type.getAnnotation(ConfigMapping.class);
            if (mapping != null) {
                collect(mapping.prefix(), type, meanings(source), keys);
            }
        }
        return keys;
    }

    private static Class<?> load(Path source) {
        String path = source.toString().replace(java.io.File.separatorChar, '/');
        String name = path.substring(path.indexOf("/src/main/java/") + "/src/main/java/".length())
                .replace(".java", "")
                .replace('/', '.');
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(source + " is not on the class path", e);
        }
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> meanings, List<Key> keys) {
        List<String> order = List.copyOf(meanings.keySet());
        Arrays.stream(type.getDeclaredMethods())
                .sorted(java.util.Comparator.comparingInt(method -> order.indexOf(id(method))))
                .forEach(method -> {
                    String name = prefix + "." + kebab(method.getName());
                    if (method.getReturnType().isInterface()
                            && method.getReturnType().getEnclosingClass() != null) {
                        collect(name, method.getReturnType(), meanings, keys);
                        return;
                    }
                    WithDefault otherwise = method.getAnnotation(WithDefault.class);
                    String meaning = Optional.ofNullable(meanings.get(id(method)))
                            .orElseThrow(() -> new AssertionError(method + " has no Javadoc"));
                    keys.add(new Key(
                            name,
                            type(method.getGenericReturnType()),
                            otherwise == null ? "none" : otherwise.value(),
                            meaning));
                });
    }

    private static String id(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String type(java.lang.reflect.Type type) {
        String name = type instanceof ParameterizedType generic
                        && generic.getRawType().equals(Optional.class)
                ? generic.getActualTypeArguments()[0].getTypeName()
                : type.getTypeName();
        return switch (name) {
            case "boolean" -> "`true`, `false`";
            case "int", "java.util.OptionalInt" -> "number";
            case "java.time.Duration" -> "time";
            case "java.lang.String" -> "text";
            case "java.util.List<java.lang.String>" -> "texts, by commas";
            case "io.quarkus.runtime.configuration.MemorySize" -> "bytes";
            default -> throw new AssertionError("no words for the type " + name);
        };
    }

    /** What the Javadoc says of each method, by interface and name, in the order of the source. */
    private static Map<String, String> meanings(Path source) throws IOException {
        Map<String, String> meanings = new LinkedHashMap<>();
        Deque<String> interfaces = new ArrayDeque<>();
        StringBuilder comment = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(source)) {
            String text = line.strip();
            if (text.startsWith("/**")) {
                comment.setLength(0);
                inside = true;
            }
            if (inside) {
                comment.append(' ').append(text.replaceAll("^/\\*\\*|\\*/$", "").replaceAll("^\\* ?", ""));
                inside = !text.endsWith("*/");
                continue;
            }
            Matcher opened = INTERFACE.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (opened.find()) {
                interfaces.push(opened.group(1));
            } else if (text.equals("}")) {
                interfaces.pop();
            } else if (method.find()) {
                meanings.put(interfaces.peek() + "." + method.group(1), markdown(comment.toString()));
            }
        }
        return meanings;
    }

    private static String markdown(String javadoc) {
        return javadoc.strip().replaceAll("\\s+", " ").replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`");
    }
}
