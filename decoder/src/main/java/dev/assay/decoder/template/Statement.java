package dev.assay.decoder.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a template does. */
sealed interface Statement {
    record Text(String text) implements Statement {}

    record Print(Expression value) implements Statement {}

    record If(List<Map.Entry<Expression, List<Statement>>> branches, List<Statement> otherwise) implements Statement {}

    record For(
            List<String> names,
            Expression items,
            Optional<Expression> condition,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    /** {@code set a = …}, {@code set a, b = …} or, of a namespace, {@code set a.b = …}. */
    record Set(List<String> names, Optional<String> attribute, Expression value) implements Statement {}

    /** {@code set a}…{@code endset}. */
    record Capture(String name, List<Statement> body) implements Statement {}

    record Macro(String name, List<Map.Entry<String, Optional<Expression>>> parameters, List<Statement> body)
            implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}
}
