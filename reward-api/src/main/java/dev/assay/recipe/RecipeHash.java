package dev.assay.recipe;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hashes what a recipe means, so that comments, quoting and the order of tasks do not change the hash. */
final class RecipeHash {
    private RecipeHash() {}

    static String of(
            Map<String, TaskRule> tasks,
            Optional<TaskRule> otherwise,
            Recipe.Truncated truncated,
            Map<String, UrlFunction> functions) {
        StringBuilder meaning = new StringBuilder();
        new TreeMap<>(tasks).forEach((task, rule) -> append(meaning, "task " + quoted(task), rule));
        otherwise.ifPresent(rule -> append(meaning, "default", rule));
        meaning.append("truncated ").append(truncated).append('\n');
        new TreeMap<>(functions)
                .forEach((name, function) -> meaning.append("function ")
                        .append(quoted(name))
                        .append(' ')
                        .append(quoted(function.url().toString()))
                        .append(' ')
                        .append(function.timeout())
                        .append(' ')
                        .append(function.batch())
                        .append('\n'));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(meaning.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void append(StringBuilder meaning, String head, TaskRule rule) {
        meaning.append(head).append('\n');
        for (ComponentRule component : rule.components()) {
            meaning.append("  component ")
                    .append(quoted(component.component()))
                    .append(" weight ")
                    .append(component.weight())
                    .append(" map ")
                    .append(component.map())
                    .append(" when ")
                    .append(component
                            .when()
                            .map(when -> quoted(when.member()) + "=" + quoted(when.text()))
                            .orElse("always"))
                    .append(" shape ")
                    .append(component.shape())
                    .append(" settings ");
            value(meaning, component.settings().values());
            meaning.append('\n');
        }
        rule.gate()
                .ifPresent(gate -> meaning.append("  gate ")
                        .append(quoted(gate.component()))
                        .append(' ')
                        .append(gate.least())
                        .append('\n'));
    }

    private static void value(StringBuilder meaning, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                meaning.append('{');
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, member) -> sorted.put(String.valueOf(key), member));
                sorted.forEach((key, member) -> {
                    meaning.append(quoted(key)).append(':');
                    value(meaning, member);
                    meaning.append(',');
                });
                meaning.append('}');
            }
            case List<?> list -> {
                meaning.append('[');
                list.forEach(member -> {
                    value(meaning, member);
                    meaning.append(',');
                });
                meaning.append(']');
            }
            case String text -> meaning.append(quoted(text));
            // 1 and 1.0 mean the same; integers that no double holds stay apart.
            case Number number ->
                meaning.append(
                        BigDecimal.valueOf(number.doubleValue()).compareTo(new BigDecimal(number.toString())) == 0
                                ? String.valueOf(number.doubleValue())
                                : number.toString());
            default -> meaning.append(value);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
