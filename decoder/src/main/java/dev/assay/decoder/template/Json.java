package dev.assay.decoder.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values from JSON, and as JSON or as Python would print them. */
final class Json {
    private static final int DEEPEST = 200;

    private Json() {}

    /** Reads a JSON value. */
    static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new Value.Text(node.textValue());
            case NUMBER ->
                node.canConvertToLong() && node.isIntegralNumber()
                        ? new Value.Whole(node.longValue())
                        : new Value.Decimal(node.doubleValue());
            case BOOLEAN -> new Value.Bool(node.booleanValue());
            case ARRAY -> {
                List<Value> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item)));
                yield new Value.Sequence(items);
            }
            case OBJECT -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
                yield new Value.Mapping(entries);
            }
            case NULL, MISSING -> new Value.None();
            case BINARY, POJO -> throw new TemplateException("a value that is no JSON");
        };
    }

    /** As {@code json.dumps(value, ensure_ascii=False, indent=indent)}; no line breaks where the indent is negative. */
    static String dumps(Value value, int indent) {
        StringBuilder out = new StringBuilder();
        new Printer(out, indent, '"', "null", "true", "false").print(value, 0);
        return out.toString();
    }

    /** As {@code str(value)}. */
    static String python(Value value) {
        StringBuilder out = new StringBuilder();
        new Printer(out, -1, '\'', "None", "True", "False").print(value, 0);
        return out.toString();
    }

    private record Printer(StringBuilder out, int indent, char quote, String none, String yes, String no) {
        void print(Value value, int depth) {
            if (depth > DEEPEST) {
                throw new TemplateException("a value nested deeper than " + DEEPEST);
            }
            switch (value) {
                case Value.Text(String text) -> string(text);
                case Value.Whole(long number) -> out.append(number);
                case Value.Decimal(double number) -> out.append(number);
                case Value.Bool(boolean holds) -> out.append(holds ? yes : no);
                case Value.None() -> out.append(none);
                case Value.Sequence(List<Value> items) -> {
                    out.append('[');
                    for (int i = 0; i < items.size(); i++) {
                        separate(i, depth + 1);
                        print(items.get(i), depth + 1);
                    }
                    close(items.isEmpty(), depth, ']');
                }
                case Value.Mapping mapping -> {
                    out.append('{');
                    int i = 0;
                    for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
                        separate(i++, depth + 1);
                        string(entry.getKey());
                        out.append(": ");
                        print(entry.getValue(), depth + 1);
                    }
                    close(mapping.entries().isEmpty(), depth, '}');
                }
                case Value.Undefined undefined ->
                    throw new TemplateException(undefined.name() + " is undefined and cannot be written as JSON");
                case Value.Callable callable ->
                    throw new TemplateException("the function " + callable.name() + " cannot be printed");
            }
        }

        private void separate(int index, int depth) {
            if (index > 0) {
                out.append(indent < 0 ? ", " : ",");
            }
            newLine(depth);
        }

        private void close(boolean empty, int depth, char bracket) {
            if (!empty) {
                newLine(depth);
            }
            out.append(bracket);
        }

        private void newLine(int depth) {
            if (indent >= 0) {
                out.append('\n').repeat(' ', indent * depth);
            }
        }

        private void string(String text) {
            out.append(quote);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    case '\t' -> out.append("\\t");
                    case '\\' -> out.append("\\\\");
                    default -> {
                        if (c == quote) {
                            out.append('\\').append(c);
                        } else if (c < ' ') {
                            out.append(escaped(c));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            out.append(quote);
        }

        private static String escaped(char c) {
            return switch (c) {
                case '\b' -> "\\b";
                case '\f' -> "\\f";
                default -> "\\u00" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16);
            };
        }
    }
}
