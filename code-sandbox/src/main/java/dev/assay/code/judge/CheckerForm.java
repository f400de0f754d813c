package dev.assay.code.judge;

import dev.assay.code.call.ReferenceValue;
import dev.assay.code.call.Value;
import dev.assay.code.call.ValueEquality;
import dev.assay.code.compare.Comparer;
import dev.assay.code.compare.Exact;
import dev.assay.code.compare.Lines;
import dev.assay.code.compare.Presentation;
import dev.assay.code.compare.TokenRule;
import dev.assay.code.compare.Tokens;
import dev.assay.code.compare.Unordered;
import dev.assay.code.run.Program;
import dev.assay.code.run.SourceFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object {@code checker} of a reference: {@code kind} with what belongs to it, and {@code scoring}. Reading throws
 * {@link IllegalArgumentException} with a message that names the member.
 */
final class CheckerForm {
    static final String KINDS = "tokens, lines, exact, layout, unordered-lines, unordered-tokens, ignore-case, yes-no,"
            + " float, program, interactor, script";
    private static final double TOLERANCE = 1e-6;

    private final Map<String, Value> members;

    private CheckerForm(Map<String, Value> members) {
        this.members = members;
    }

    static CheckerForm read(Optional<String> json) {
        if (json.isEmpty()) {
            return new CheckerForm(Map.of());
        }
        if (!(ReferenceValue.read(json.get()) instanceof Value.Mapping mapping)) {
            throw new IllegalArgumentException("checker must be an object");
        }
        return new CheckerForm(members(mapping));
    }

    String kind() {
        return text("kind").orElse(text("source").isPresent() ? "program" : "tokens");
    }

    Plan.Grading grading(String language) {
        return switch (kind()) {
            case "program" -> new Plan.Grading.Checked(program(language));
            case "interactor" -> new Plan.Grading.Interactive(program(language));
            default -> new Plan.Grading.Compared(comparer());
        };
    }

    private Comparer comparer() {
        return switch (kind()) {
            case "tokens" -> new Tokens(new TokenRule.Strict());
            case "lines" -> new Lines();
            case "exact" -> new Exact();
            case "layout" -> new Presentation(new TokenRule.Strict());
            case "unordered-lines" -> new Unordered(Unordered.Part.LINES);
            case "unordered-tokens" -> new Unordered(Unordered.Part.TOKENS);
            case "ignore-case" -> new Tokens(new TokenRule.AnyCase());
            case "yes-no" -> new Tokens(new TokenRule.YesNo());
            case "float" -> new Tokens(new TokenRule.Tolerant(tolerance("absolute"), tolerance("relative")));
            default -> throw new IllegalArgumentException("checker.kind must be one of " + KINDS);
        };
    }

    ValueEquality equality() {
        return switch (kind()) {
            case "tokens", "exact" -> ValueEquality.EXACT;
            case "float" -> new ValueEquality(tolerance("absolute"), tolerance("relative"), false);
            case "unordered-lines", "unordered-tokens" -> new ValueEquality(0, 0, true);
            default ->
                throw new IllegalArgumentException(
                        "checker.kind for calls must be one of exact, float, unordered-tokens");
        };
    }

    /** How the tests count; the caller's way where the reference says nothing. */
    Scoring scoring(Scoring otherwise) {
        return switch (text("scoring").orElse("")) {
            case "" -> otherwise;
            case "all" -> new Scoring.AllOrNothing();
            case "fraction" -> new Scoring.Fraction();
            case "weighted" -> new Scoring.Weighted(numbers("weights"));
            case "subtasks" -> new Scoring.Subtasks(subtasks());
            default ->
                throw new IllegalArgumentException("checker.scoring must be all, fraction, weighted or subtasks");
        };
    }

    Optional<String> text(String name) {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case Value.Text(String text) -> Optional.of(text);
            case Value _ -> throw new IllegalArgumentException("checker." + name + " must be text");
        };
    }

    private Program program(String language) {
        List<SourceFile> files = new ArrayList<>();
        String source = text("source")
                .orElseThrow(() -> new IllegalArgumentException("checker.source, its program, is missing"));
        files.add(new SourceFile("", source.getBytes(StandardCharsets.UTF_8)));
        if (members.get("files") instanceof Value.Mapping more) {
            members(more).forEach((name, content) -> {
                if (!(content instanceof Value.Text(String text)) || !SourceFile.safe(name)) {
                    throw new IllegalArgumentException("checker.files must be texts by file name");
                }
                files.add(SourceFile.text(name, text));
            });
        }
        return new Program(text("language").orElse(language), files);
    }

    private double tolerance(String name) {
        double tolerance = members.containsKey(name)
                ? number(members.get(name), name)
                : members.containsKey("absolute") || members.containsKey("relative") ? 0 : TOLERANCE;
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("checker." + name + " must be at least 0 and below 1");
        }
        return tolerance;
    }

    private List<Double> numbers(String name) {
        return list(members.get(name), name).stream()
                .map(value -> number(value, name))
                .toList();
    }

    private List<Scoring.Subtask> subtasks() {
        List<Scoring.Subtask> subtasks = new ArrayList<>();
        for (Value value : list(members.get("subtasks"), "subtasks")) {
            if (!(value instanceof Value.Mapping mapping)) {
                throw new IllegalArgumentException("checker.subtasks must be objects with points and tests");
            }
            Map<String, Value> subtask = members(mapping);
            List<Integer> tests = list(subtask.get("tests"), "subtasks.tests").stream()
                    .map(test -> (int) number(test, "subtasks.tests"))
                    .toList();
            subtasks.add(new Scoring.Subtask(number(subtask.get("points"), "subtasks.points"), tests));
        }
        return subtasks;
    }

    private static List<Value> list(@Nullable Value value, String name) {
        if (value instanceof Value.Sequence(List<Value> values)) {
            return values;
        }
        throw new IllegalArgumentException("checker." + name + " must be a list");
    }

    private static double number(@Nullable Value value, String name) {
        if (value instanceof Value.Int(BigInteger whole) && whole.bitLength() < 50) {
            return whole.doubleValue();
        }
        if (value instanceof Value.Real(double real)) {
            return real;
        }
        throw new IllegalArgumentException("checker." + name + " must be a number");
    }

    private static Map<String, Value> members(Value.Mapping mapping) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Value.Entry entry : mapping.entries()) {
            if (entry.key() instanceof Value.Text(String name)) {
                members.put(name, entry.value());
            }
        }
        return members;
    }
}
