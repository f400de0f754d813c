package dev.assay.decoder.template;

import java.util.List;
import java.util.Map;

/** What expressions have for values: Python's, as far as templates use them. */
sealed interface Value {
    /** A string. */
    record Text(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A floating-point number. */
    record Decimal(double number) implements Value {}

    /** True or false. */
    record Bool(boolean holds) implements Value {}

    /** None. */
    record None() implements Value {}

    /** What a name stands for that nobody set; prints as nothing. */
    record Undefined(String name) implements Value {}

    /** A list or tuple. */
    record Sequence(List<Value> items) implements Value {}

    /** A dictionary with strings for keys, in order; of a namespace, one that can be written to. */
    record Mapping(Map<String, Value> entries, boolean writable) implements Value {
        Mapping(Map<String, Value> entries) {
            this(entries, false);
        }
    }

    /** A function or bound method. */
    record Callable(String name, Function function) implements Value {}

    /** What a callable does. */
    @FunctionalInterface
    interface Function {
        /** Calls it with arguments by position and by name. */
        Value call(List<Value> arguments, Map<String, Value> named);
    }

    /** Python's truth. */
    default boolean isTrue() {
        return switch (this) {
            case Text(String text) -> !text.isEmpty();
            case Whole(long number) -> number != 0;
            case Decimal(double number) -> number != 0;
            case Bool(boolean holds) -> holds;
            case None() -> false;
            case Undefined _ -> false;
            case Sequence(List<Value> items) -> !items.isEmpty();
            case Mapping(Map<String, Value> entries, boolean writable) -> writable || !entries.isEmpty();
            case Callable _ -> true;
        };
    }

    /** What printing it shows. */
    default String shown() {
        return switch (this) {
            case Text(String text) -> text;
            case Undefined _ -> "";
            default -> Json.python(this);
        };
    }

    /** For messages. */
    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Whole _, Decimal _ -> "a number";
            case Bool _ -> "a boolean";
            case None() -> "none";
            case Undefined(String name) -> "undefined (" + name + ")";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
            case Callable callable -> "the function " + callable.name();
        };
    }
}
