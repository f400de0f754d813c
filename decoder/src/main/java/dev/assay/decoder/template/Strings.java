package dev.assay.decoder.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Python's string methods. */
final class Strings {
    private Strings() {}

    /** A method bound to a string; empty where there is none of that name. */
    static Optional<Value> method(String text, String name) {
        return switch (name) {
            case "strip" -> method(name, (arguments, _) -> text(strip(text, arguments, true, true)));
            case "lstrip" -> method(name, (arguments, _) -> text(strip(text, arguments, true, false)));
            case "rstrip" -> method(name, (arguments, _) -> text(strip(text, arguments, false, true)));
            case "upper" -> method(name, (_, _) -> text(text.toUpperCase(Locale.ROOT)));
            case "lower" -> method(name, (_, _) -> text(text.toLowerCase(Locale.ROOT)));
            case "capitalize" -> method(name, (_, _) -> text(capitalized(text)));
            case "title" -> method(name, (_, _) -> text(title(text)));
            case "startswith" -> method(name, (arguments, _) -> anyOf(arguments, option -> text.startsWith(option)));
            case "endswith" -> method(name, (arguments, _) -> anyOf(arguments, option -> text.endsWith(option)));
            case "replace" ->
                method(name, (arguments, _) -> text(text.replace(string(arguments, 0), string(arguments, 1))));
            case "split" -> method(name, (arguments, _) -> split(text, arguments));
            case "splitlines" -> method(name, (_, _) -> list(text.lines().toList()));
            case "find" -> method(name, (arguments, _) -> new Value.Whole(text.indexOf(string(arguments, 0))));
            case "count" -> method(name, (arguments, _) -> new Value.Whole(count(text, string(arguments, 0))));
            case "isdigit" ->
                method(
                        name,
                        (_, _) -> new Value.Bool(!text.isEmpty() && text.chars().allMatch(Character::isDigit)));
            case "join" -> method(name, (arguments, _) -> join(text, arguments));
            default -> Optional.empty();
        };
    }

    static String trimmed(String text) {
        return strip(text, Character::isWhitespace, true, true);
    }

    static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean inside = false;
        for (char c : text.toCharArray()) {
            title.append(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inside = Character.isLetter(c);
        }
        return title.toString();
    }

    private static Optional<Value> method(String name, Value.Function function) {
        return Optional.of(new Value.Callable(name, function));
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value list(List<String> parts) {
        return new Value.Sequence(parts.stream().map(Strings::text).toList());
    }

    private static String string(List<Value> arguments, int index) {
        if (index >= arguments.size() || !(arguments.get(index) instanceof Value.Text(String text))) {
            throw new TemplateException("a string method without the string it needs");
        }
        return text;
    }

    private static String strip(String text, List<Value> arguments, boolean left, boolean right) {
        if (arguments.isEmpty() || arguments.getFirst() instanceof Value.None) {
            return strip(text, Character::isWhitespace, left, right);
        }
        String characters = string(arguments, 0);
        return strip(text, c -> characters.indexOf(c) >= 0, left, right);
    }

    private static String strip(String text, IntPredicate stripped, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && stripped.test(text.charAt(from))) {
            from++;
        }
        while (right && to > from && stripped.test(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static Value anyOf(List<Value> arguments, Predicate<String> matches) {
        List<Value> options = !arguments.isEmpty() && arguments.getFirst() instanceof Value.Sequence(List<Value> items)
                ? items
                : arguments.subList(0, Math.min(1, arguments.size()));
        boolean any = false;
        for (int i = 0; i < options.size(); i++) {
            any |= matches.test(string(options, i));
        }
        return new Value.Bool(any);
    }

    private static Value split(String text, List<Value> arguments) {
        long most = arguments.size() > 1 && arguments.get(1) instanceof Value.Whole(long number) ? number : -1;
        if (arguments.isEmpty() || arguments.getFirst() instanceof Value.None) {
            String trimmed = trimmed(text);
            return trimmed.isEmpty() ? list(List.of()) : list(Arrays.asList(trimmed.split("\\s+")));
        }
        String separator = string(arguments, 0);
        if (separator.isEmpty()) {
            throw new TemplateException("split at an empty string");
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        int found = text.indexOf(separator);
        while (found >= 0 && (most < 0 || parts.size() < most)) {
            parts.add(text.substring(from, found));
            from = found + separator.length();
            found = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return list(parts);
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0 && !part.isEmpty(); at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Value join(String separator, List<Value> arguments) {
        if (arguments.isEmpty() || !(arguments.getFirst() instanceof Value.Sequence(List<Value> items))) {
            throw new TemplateException("join without a list");
        }
        return text(String.join(separator, items.stream().map(Value::shown).toList()));
    }

    /** A mapping's methods. */
    static Optional<Value> method(Map<String, Value> entries, String name) {
        return switch (name) {
            case "items" -> method(name, (_, _) -> items(entries));
            case "keys" -> method(name, (_, _) -> list(List.copyOf(entries.keySet())));
            case "values" -> method(name, (_, _) -> new Value.Sequence(List.copyOf(entries.values())));
            case "get" ->
                method(name, (arguments, _) -> {
                    Value otherwise = arguments.size() > 1 ? arguments.get(1) : new Value.None();
                    return entries.getOrDefault(string(arguments, 0), otherwise);
                });
            default -> Optional.empty();
        };
    }

    static Value items(Map<String, Value> entries) {
        List<Value> items = new ArrayList<>();
        entries.forEach((key, value) -> items.add(new Value.Sequence(List.of(text(key), value))));
        return new Value.Sequence(items);
    }
}
