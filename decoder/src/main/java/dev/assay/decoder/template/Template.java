package dev.assay.decoder.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed template, which can be rendered any number of times by any number of threads. */
public final class Template {
    private final List<Statement> statements;

    private Template(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException where it is wrong, or uses what is not supported
     */
    public static Template parse(String source) {
        return new Template(StatementParser.parse(source));
    }

    /**
     * Renders it. Besides the variables there are {@code raise_exception}, {@code namespace}, {@code range} and
     * {@code dict}; there is no {@code strftime_now}, so that the same messages always give the same text, and
     * templates that ask for it take the date that is written in them.
     *
     * @param variables what the template's names stand for
     * @throws TemplateException where the template refuses the variables, or takes too many steps
     */
    public String render(Map<String, JsonNode> variables) {
        Map<String, Value> names = new LinkedHashMap<>();
        names.put("raise_exception", new Value.Callable("raise_exception", Template::refuse));
        names.put("namespace", new Value.Callable("namespace", Template::namespace));
        names.put("dict", new Value.Callable("dict", (_, named) -> new Value.Mapping(new LinkedHashMap<>(named))));
        names.put("range", new Value.Callable("range", Template::range));
        variables.forEach((name, value) -> names.put(name, Json.value(value)));
        return Renderer.render(statements, names);
    }

    private static Value refuse(List<Value> arguments, Map<String, Value> named) {
        throw new TemplateException(
                arguments.isEmpty() ? "refused" : arguments.getFirst().shown());
    }

    private static Value namespace(List<Value> arguments, Map<String, Value> named) {
        return new Value.Mapping(new LinkedHashMap<>(named), true);
    }

    private static Value range(List<Value> arguments, Map<String, Value> named) {
        long[] bounds = arguments.stream()
                .mapToLong(value -> (long) Operators.number(value))
                .toArray();
        long from = bounds.length > 1 ? bounds[0] : 0;
        long to = bounds.length > 1 ? bounds[1] : bounds.length == 1 ? bounds[0] : 0;
        long step = bounds.length > 2 ? bounds[2] : 1;
        if (step == 0 || Math.abs(to - from) / Math.abs(step) > 100_000) {
            throw new TemplateException("range from " + from + " to " + to + " in steps of " + step);
        }
        List<Value> items = new ArrayList<>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            items.add(new Value.Whole(i));
        }
        return new Value.Sequence(items);
    }
}
