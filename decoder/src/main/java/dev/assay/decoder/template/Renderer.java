package dev.assay.decoder.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs statements. */
final class Renderer {
    private static final int LONGEST = 64 << 20;
    private static final int DEEPEST = 50;

    /** Of a loop, which makes two scopes and tells what is around it. */
    private static final int STEPS_OF_A_TURN = 10;

    private final Evaluator evaluator = new Evaluator();
    private StringBuilder out = new StringBuilder();
    private int depth;

    /** How a list of statements ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    static String render(List<Statement> statements, Map<String, Value> names) {
        Renderer renderer = new Renderer();
        renderer.run(statements, new Scope(names));
        return renderer.out.toString();
    }

    private Flow run(List<Statement> statements, Scope scope) {
        for (Statement statement : statements) {
            Flow flow = run(statement, scope);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow run(Statement statement, Scope scope) {
        evaluator.step(1);
        switch (statement) {
            case Statement.Text(String text) -> print(text);
            case Statement.Print(Expression value) ->
                print(evaluator.value(value, scope).shown());
            case Statement.If(var branches, List<Statement> otherwise) -> {
                for (Map.Entry<Expression, List<Statement>> branch : branches) {
                    if (evaluator.value(branch.getKey(), scope).isTrue()) {
                        return run(branch.getValue(), scope);
                    }
                }
                return run(otherwise, scope);
            }
            case Statement.For loop -> loop(loop, scope);
            case Statement.Set set -> assign(set, scope);
            case Statement.Capture(String name, List<Statement> body) ->
                scope.set(name, new Value.Text(captured(body, scope.inner())));
            case Statement.Macro macro -> scope.set(macro.name(), macro(macro, scope));
            case Statement.Break() -> {
                return Flow.BREAK;
            }
            case Statement.Continue() -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.ON;
    }

    private void print(String text) {
        if (out.length() + (long) text.length() > LONGEST) {
            throw new TemplateException("more than " + LONGEST + " characters");
        }
        out.append(text);
    }

    private void loop(Statement.For loop, Scope scope) {
        List<Value> items = new ArrayList<>();
        for (Value item : Filters.items(evaluator.value(loop.items(), scope))) {
            evaluator.step(STEPS_OF_A_TURN);
            Scope inner = scope.inner();
            bind(loop.names(), item, inner);
            if (loop.condition().isEmpty()
                    || evaluator.value(loop.condition().get(), inner).isTrue()) {
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            run(loop.otherwise(), scope);
        }
        for (int i = 0; i < items.size(); i++) {
            Scope inner = scope.inner();
            bind(loop.names(), items.get(i), inner);
            inner.set("loop", about(items, i));
            if (run(loop.body(), inner) == Flow.BREAK) {
                break;
            }
        }
    }

    private static Value about(List<Value> items, int i) {
        Map<String, Value> loop = new LinkedHashMap<>();
        loop.put("index", new Value.Whole(i + 1));
        loop.put("index0", new Value.Whole(i));
        loop.put("revindex", new Value.Whole(items.size() - i));
        loop.put("revindex0", new Value.Whole(items.size() - i - 1));
        loop.put("first", new Value.Bool(i == 0));
        loop.put("last", new Value.Bool(i == items.size() - 1));
        loop.put("length", new Value.Whole(items.size()));
        loop.put("previtem", i > 0 ? items.get(i - 1) : new Value.Undefined("previtem"));
        loop.put("nextitem", i + 1 < items.size() ? items.get(i + 1) : new Value.Undefined("nextitem"));
        return new Value.Mapping(loop);
    }

    private static void bind(List<String> names, Value value, Scope scope) {
        if (names.size() == 1) {
            scope.set(names.getFirst(), value);
            return;
        }
        List<Value> parts = Filters.items(value);
        if (parts.size() != names.size()) {
            throw new TemplateException(parts.size() + " values for " + names);
        }
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), parts.get(i));
        }
    }

    private void assign(Statement.Set set, Scope scope) {
        Value value = evaluator.value(set.value(), scope);
        if (set.attribute().isEmpty()) {
            bind(set.names(), value, scope);
            return;
        }
        String name = set.names().getFirst();
        if (!(scope.get(name) instanceof Value.Mapping(Map<String, Value> entries, boolean writable)) || !writable) {
            throw new TemplateException(name + " is no namespace and cannot be written to");
        }
        entries.put(set.attribute().get(), value);
    }

    private String captured(List<Statement> body, Scope scope) {
        StringBuilder before = out;
        out = new StringBuilder();
        try {
            run(body, scope);
            return out.toString();
        } finally {
            out = before;
        }
    }

    private Value macro(Statement.Macro macro, Scope scope) {
        return new Value.Callable(macro.name(), (arguments, named) -> {
            if (++depth > DEEPEST) {
                throw new TemplateException("macros nested deeper than " + DEEPEST);
            }
            Scope inner = scope.inner();
            for (int i = 0; i < macro.parameters().size(); i++) {
                String name = macro.parameters().get(i).getKey();
                Optional<Expression> otherwise = macro.parameters().get(i).getValue();
                Value value = named.get(name);
                if (value == null && i < arguments.size()) {
                    value = arguments.get(i);
                }
                if (value == null) {
                    value = otherwise
                            .map(expression -> evaluator.value(expression, scope))
                            .orElseGet(() -> new Value.Undefined(name));
                }
                inner.set(name, value);
            }
            String text = captured(macro.body(), inner);
            depth--;
            return new Value.Text(text);
        });
    }
}
