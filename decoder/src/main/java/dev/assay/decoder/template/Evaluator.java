package dev.assay.decoder.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes expressions, and counts what is done on the way. */
final class Evaluator {
    private static final long MOST_STEPS = 30_000_000;

    private long steps;

    /** One thing more was done; a template that does too many is stopped. */
    void step(long more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new TemplateException("more than " + MOST_STEPS + " steps");
        }
    }

    Value value(Expression expression, Scope scope) {
        step(1);
        Value value = computed(expression, scope);
        if (value instanceof Value.Text(String text)) {
            // Copying is work, too: doubling a string in a loop ends here and not in the heap.
            step(text.length() >> 4);
        } else if (value instanceof Value.Sequence(List<Value> items)) {
            step(items.size());
        }
        return value;
    }

    private Value computed(Expression expression, Scope scope) {
        return switch (expression) {
            case Expression.Literal(Value value) -> value;
            case Expression.Name(String name) -> scope.get(name);
            case Expression.ListOf(List<Expression> items) -> new Value.Sequence(values(items, scope));
            case Expression.MapOf(List<Map.Entry<Expression, Expression>> entries) -> {
                Map<String, Value> map = new LinkedHashMap<>();
                entries.forEach(entry -> map.put(value(entry.getKey(), scope).shown(), value(entry.getValue(), scope)));
                yield new Value.Mapping(map);
            }
            case Expression.Attribute(Expression of, String name) -> Operators.attribute(value(of, scope), name);
            case Expression.Item(Expression of, Expression at) -> Operators.item(value(of, scope), value(at, scope));
            case Expression.Slice slice -> slice(slice, scope);
            case Expression.Call(Expression function, Expression.Arguments arguments) ->
                call(value(function, scope), arguments, scope);
            case Expression.Filter(Expression input, String name, Expression.Arguments arguments) ->
                Filters.filter(
                        name, value(input, scope), values(arguments.positional(), scope), named(arguments, scope));
            case Expression.Test test ->
                new Value.Bool(test.negated()
                        != Filters.test(
                                test.name(),
                                value(test.input(), scope),
                                values(test.arguments().positional(), scope)));
            case Expression.Not(Expression input) ->
                new Value.Bool(!value(input, scope).isTrue());
            case Expression.Negative(Expression input) ->
                Operators.binary("-", new Value.Whole(0), value(input, scope));
            case Expression.Binary(String operator, Expression left, Expression right) ->
                Operators.binary(operator, value(left, scope), value(right, scope));
            case Expression.Both(Expression left, Expression right) -> {
                Value first = value(left, scope);
                yield first.isTrue() ? value(right, scope) : first;
            }
            case Expression.Either(Expression left, Expression right) -> {
                Value first = value(left, scope);
                yield first.isTrue() ? first : value(right, scope);
            }
            case Expression.Comparison(Expression first, List<Map.Entry<String, Expression>> rest) ->
                new Value.Bool(holds(first, rest, scope));
            case Expression.Conditional(Expression condition, Expression then, Optional<Expression> otherwise) ->
                value(condition, scope).isTrue()
                        ? value(then, scope)
                        : otherwise.map(other -> value(other, scope)).orElseGet(() -> new Value.Undefined("else"));
        };
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        List<Value> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(value(expression, scope)));
        return values;
    }

    private Map<String, Value> named(Expression.Arguments arguments, Scope scope) {
        Map<String, Value> named = new LinkedHashMap<>();
        arguments.named().forEach((name, expression) -> named.put(name, value(expression, scope)));
        return named;
    }

    private Value call(Value function, Expression.Arguments arguments, Scope scope) {
        if (!(function instanceof Value.Callable callable)) {
            throw new TemplateException("a call of " + function.kind());
        }
        return callable.function().call(values(arguments.positional(), scope), named(arguments, scope));
    }

    private Value slice(Expression.Slice slice, Scope scope) {
        OptionalLong step = bound(slice.step(), scope);
        return Operators.slice(
                value(slice.of(), scope), bound(slice.from(), scope), bound(slice.to(), scope), step.orElse(1));
    }

    private OptionalLong bound(Optional<Expression> expression, Scope scope) {
        if (expression.isEmpty()) {
            return OptionalLong.empty();
        }
        Value value = value(expression.get(), scope);
        return switch (value) {
            case Value.Whole(long number) -> OptionalLong.of(Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case Value.None() -> OptionalLong.empty();
            default -> throw new TemplateException("a slice at " + value.kind());
        };
    }

    private boolean holds(Expression first, List<Map.Entry<String, Expression>> rest, Scope scope) {
        Value left = value(first, scope);
        for (Map.Entry<String, Expression> comparison : rest) {
            Value right = value(comparison.getValue(), scope);
            if (!Operators.compare(comparison.getKey(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }
}
