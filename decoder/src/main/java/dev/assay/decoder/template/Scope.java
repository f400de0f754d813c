package dev.assay.decoder.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names and what they stand for; a loop's or macro's own ones are forgotten behind it. */
final class Scope {
    private final Optional<Scope> outer;
    private final Map<String, Value> names = new HashMap<>();

    Scope(Map<String, Value> names) {
        this.outer = Optional.empty();
        this.names.putAll(names);
    }

    private Scope(Scope outer) {
        this.outer = Optional.of(outer);
    }

    Scope inner() {
        return new Scope(this);
    }

    void set(String name, Value value) {
        names.put(name, value);
    }

    Value get(String name) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
            Value value = scope.get().names.get(name);
            if (value != null) {
                return value;
            }
        }
        return new Value.Undefined(name);
    }
}
