package dev.assay.decoder.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Jinja's filters and tests, as far as chat templates use them. */
final class Filters {
    private Filters() {}

    static Value filter(String name, Value input, List<Value> arguments, Map<String, Value> named) {
        return switch (name) {
            case "trim" -> new Value.Text(Strings.trimmed(input.shown()));
            case "length", "count" -> new Value.Whole(length(input));
            case "upper" -> new Value.Text(input.shown().toUpperCase(Locale.ROOT));
            case "lower" -> new Value.Text(input.shown().toLowerCase(Locale.ROOT));
            case "capitalize" -> new Value.Text(Strings.capitalized(input.shown()));
            case "title" -> new Value.Text(Strings.title(input.shown()));
            case "string" -> new Value.Text(input.shown());
            case "safe" -> input;
            case "replace" -> new Value.Text(input.shown().replace(text(arguments, 0, name), text(arguments, 1, name)));
            case "tojson" -> new Value.Text(Json.dumps(input, indent(arguments, named)));
            case "items" ->
                input instanceof Value.Mapping mapping ? Strings.items(mapping.entries()) : empty(input, name);
            case "list" -> new Value.Sequence(items(input));
            case "first" ->
                items(input).isEmpty()
                        ? new Value.Undefined("first of nothing")
                        : items(input).getFirst();
            case "last" ->
                items(input).isEmpty()
                        ? new Value.Undefined("last of nothing")
                        : items(input).getLast();
            case "reverse" -> new Value.Sequence(items(input).reversed());
            case "unique" -> new Value.Sequence(List.copyOf(new LinkedHashSet<>(items(input))));
            case "sort" ->
                new Value.Sequence(
                        items(input).stream().sorted(Operators::order).toList());
            case "dictsort" -> dictsort(input, name);
            case "join" -> join(input, arguments);
            case "default", "d" -> otherwise(input, arguments, named);
            case "int" -> whole(input);
            case "float" -> new Value.Decimal(Operators.isNumber(input) ? Operators.number(input) : 0);
            case "abs" ->
                input instanceof Value.Whole(long number)
                        ? new Value.Whole(Math.abs(number))
                        : new Value.Decimal(Math.abs(Operators.number(input)));
            case "map" -> map(input, arguments, named);
            case "select", "reject" -> select(name, input, arguments, item -> item);
            case "selectattr", "rejectattr" ->
                select(
                        name.replace("attr", ""),
                        input,
                        arguments.subList(Math.min(1, arguments.size()), arguments.size()),
                        item -> Operators.attribute(item, text(arguments, 0, name)));
            default -> throw new TemplateException("the filter " + name + " is not supported");
        };
    }

    static boolean test(String name, Value input, List<Value> arguments) {
        return switch (name) {
            case "defined" -> !(input instanceof Value.Undefined);
            case "undefined" -> input instanceof Value.Undefined;
            case "none" -> input instanceof Value.None;
            case "string" -> input instanceof Value.Text;
            case "mapping" -> input instanceof Value.Mapping;
            case "sequence", "iterable" ->
                input instanceof Value.Sequence || input instanceof Value.Text || input instanceof Value.Mapping;
            case "number" -> Operators.isNumber(input);
            case "integer" -> input instanceof Value.Whole;
            case "float" -> input instanceof Value.Decimal;
            case "boolean" -> input instanceof Value.Bool;
            case "callable" -> input instanceof Value.Callable;
            case "true" -> input.equals(new Value.Bool(true));
            case "false" -> input.equals(new Value.Bool(false));
            case "odd" -> Math.floorMod((long) Operators.number(input), 2) == 1;
            case "even" -> Math.floorMod((long) Operators.number(input), 2) == 0;
            case "equalto", "eq", "sameas" -> Operators.areEqual(input, argument(arguments, name));
            case "ne" -> !Operators.areEqual(input, argument(arguments, name));
            case "in" -> Operators.compare("in", input, argument(arguments, name));
            case "lt" -> Operators.order(input, argument(arguments, name)) < 0;
            case "gt" -> Operators.order(input, argument(arguments, name)) > 0;
            case "divisibleby" ->
                Operators.compare("==", Operators.binary("%", input, argument(arguments, name)), new Value.Whole(0));
            default -> throw new TemplateException("the test " + name + " is not supported");
        };
    }

    static List<Value> items(Value value) {
        return switch (value) {
            case Value.Sequence(List<Value> items) -> items;
            case Value.Mapping mapping ->
                mapping.entries().keySet().stream().<Value>map(Value.Text::new).toList();
            case Value.Text(String text) ->
                text.codePoints()
                        .<Value>mapToObj(c -> new Value.Text(Character.toString(c)))
                        .toList();
            case Value.Undefined _ -> List.of();
            case Value.Whole _, Value.Decimal _, Value.Bool _, Value.None _, Value.Callable _ ->
                throw new TemplateException("a loop over " + value.kind());
        };
    }

    private static long length(Value value) {
        return value instanceof Value.Text(String text)
                ? text.codePointCount(0, text.length())
                : items(value).size();
    }

    private static Value empty(Value input, String name) {
        if (input instanceof Value.Undefined) {
            return new Value.Sequence(List.of());
        }
        throw new TemplateException(name + " of " + input.kind());
    }

    private static Value argument(List<Value> arguments, String name) {
        if (arguments.isEmpty()) {
            throw new TemplateException(name + " without what it needs");
        }
        return arguments.getFirst();
    }

    private static String text(List<Value> arguments, int index, String name) {
        if (index >= arguments.size() || !(arguments.get(index) instanceof Value.Text(String text))) {
            throw new TemplateException(name + " without the string it needs");
        }
        return text;
    }

    private static int indent(List<Value> arguments, Map<String, Value> named) {
        // Jinja hands the first argument by position to indent.
        Value indent = named.getOrDefault("indent", arguments.isEmpty() ? new Value.None() : arguments.getFirst());
        return indent instanceof Value.Whole(long number) ? (int) Math.clamp(number, 0, 16) : -1;
    }

    private static Value dictsort(Value input, String name) {
        if (!(input instanceof Value.Mapping mapping)) {
            return empty(input, name);
        }
        return new Value.Sequence(items(Strings.items(mapping.entries())).stream()
                .sorted(Comparator.comparing(
                        item -> items(item).getFirst().shown().toLowerCase(Locale.ROOT)))
                .toList());
    }

    private static Value join(Value input, List<Value> arguments) {
        String separator = arguments.isEmpty() ? "" : arguments.getFirst().shown();
        return new Value.Text(
                String.join(separator, items(input).stream().map(Value::shown).toList()));
    }

    private static Value otherwise(Value input, List<Value> arguments, Map<String, Value> named) {
        boolean alsoFalse = arguments.size() > 1
                ? arguments.get(1).isTrue()
                : named.getOrDefault("boolean", new Value.Bool(false)).isTrue();
        boolean missing = input instanceof Value.Undefined || alsoFalse && !input.isTrue();
        return !missing ? input : arguments.isEmpty() ? new Value.Text("") : arguments.getFirst();
    }

    private static Value whole(Value input) {
        if (input instanceof Value.Text(String text)) {
            try {
                return new Value.Whole(Long.parseLong(Strings.trimmed(text)));
            } catch (NumberFormatException e) {
                return new Value.Whole(0);
            }
        }
        return new Value.Whole(Operators.isNumber(input) ? (long) Operators.number(input) : 0);
    }

    private static Value map(Value input, List<Value> arguments, Map<String, Value> named) {
        List<Value> mapped = new ArrayList<>();
        for (Value item : items(input)) {
            mapped.add(
                    named.get("attribute") instanceof Value.Text(String attribute)
                            ? Operators.attribute(item, attribute)
                            : filter(
                                    text(arguments, 0, "map"), item, arguments.subList(1, arguments.size()), Map.of()));
        }
        return new Value.Sequence(mapped);
    }

    private static Value select(String name, Value input, List<Value> arguments, UnaryOperator<Value> judged) {
        Predicate<Value> test = arguments.isEmpty()
                ? Value::isTrue
                : value -> test(text(arguments, 0, name), value, arguments.subList(1, arguments.size()));
        boolean wanted = name.equals("select");
        return new Value.Sequence(items(input).stream()
                .filter(item -> test.test(judged.apply(item)) == wanted)
                .toList());
    }
}
