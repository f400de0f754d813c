package dev.assay.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JSON form of references. */
final class ReferenceForm {
    private static final String KINDS = "answer, answers, choice, code, repair, puzzle";

    private final JsonForm form;
    private final Consumer<String> unknown;
    private @Nullable Reference kind;
    private Optional<String> profile = Optional.empty();
    private Map<String, String> options = Map.of();

    private ReferenceForm(JsonForm form, Consumer<String> unknown) {
        this.form = form;
        this.unknown = unknown;
    }

    static Reference read(JsonForm form, String path, Consumer<String> unknown) throws IOException {
        ReferenceForm reference = new ReferenceForm(form, unknown);
        form.object(path, reference::member);
        return switch (reference.kind) {
            case null -> throw Fields.invalid(path, "must have one of " + KINDS);
            case Reference.Answers(List<String> answers, var _) -> new Reference.Answers(answers, reference.profile);
            case Reference.Choice(String choice, var _) -> new Reference.Choice(choice, reference.options);
            case Reference other -> other;
        };
    }

    private void member(String name, String path) throws IOException {
        switch (name) {
            case "answer" -> kind(path, new Reference.Answers(List.of(form.textOrNumber(path)), profile));
            case "answers" -> {
                List<String> answers = form.texts(path);
                if (answers.isEmpty()) {
                    throw Fields.invalid(path, "must have at least one answer");
                }
                kind(path, new Reference.Answers(answers, profile));
            }
            case "profile" -> profile = Optional.of(Fields.name(path, form.text(path)));
            case "choice" -> kind(path, new Reference.Choice(Fields.name(path, form.text(path)), options));
            case "options" -> options = options(path);
            case "code" -> kind(path, code(path));
            case "repair" -> kind(path, repair(path));
            case "puzzle" -> kind(path, puzzle(path));
            default -> {
                form.parser.skipChildren();
                unknown.accept(path);
            }
        }
    }

    private void kind(String path, Reference reference) {
        if (kind != null) {
            throw Fields.invalid(path, "is a second kind of reference; give one of " + KINDS);
        }
        kind = reference;
    }

    private Map<String, String> options(String path) throws IOException {
        Map<String, String> read = new LinkedHashMap<>();
        if (form.parser.currentToken() != JsonToken.START_OBJECT) {
            throw form.wrong(path, "an object of option texts by letter");
        }
        while (form.parser.nextToken() == JsonToken.FIELD_NAME) {
            String label = Fields.wellFormed(form.parser.currentName());
            form.parser.nextToken();
            read.put(label, form.textOrNumber(path + "." + label));
        }
        return read;
    }

    private Reference code(String path) throws IOException {
        var read = new Object() {
            @Nullable String language;

            OptionalLong timeLimitMs = OptionalLong.empty();
            OptionalInt memoryLimitMb = OptionalInt.empty();
            Reference.CodeTests tests = new Reference.CodeTests.Absent();

            @Nullable String asserts;

            Optional<String> entryPoint = Optional.empty();
            Optional<String> checker = Optional.empty();
        };
        form.object(path, (name, at) -> {
            switch (name) {
                case "language" -> read.language = Fields.name(at, form.text(at));
                case "timeLimitMs" -> read.timeLimitMs = OptionalLong.of(Fields.positive(at, form.whole(at)));
                case "memoryLimitMb" ->
                    read.memoryLimitMb = OptionalInt.of(
                            Math.toIntExact(Math.min(Integer.MAX_VALUE, Fields.positive(at, form.whole(at)))));
                case "stdio" -> read.tests = tests(read.tests, at, new Reference.CodeTests.Stdio(stdio(at)));
                case "call" -> read.tests = tests(read.tests, at, call(at));
                case "asserts" -> {
                    read.asserts = form.text(at);
                    read.tests = tests(read.tests, at, new Reference.CodeTests.Asserts(read.asserts, Optional.empty()));
                }
                case "entryPoint" -> read.entryPoint = Optional.of(form.text(at));
                case "checker" -> read.checker = Optional.of(form.raw());
                default -> {
                    form.parser.skipChildren();
                    unknown.accept(at);
                }
            }
        });
        if (read.language == null) {
            throw Fields.missing(path + ".language");
        }
        if (read.asserts != null) {
            read.tests = new Reference.CodeTests.Asserts(read.asserts, read.entryPoint);
        }
        if (read.tests instanceof Reference.CodeTests.Absent && read.checker.isEmpty()) {
            throw Fields.invalid(path, "must have one of stdio, call, asserts, checker");
        }
        return new Reference.Code(read.language, read.timeLimitMs, read.memoryLimitMb, read.tests, read.checker);
    }

    private static Reference.CodeTests tests(Reference.CodeTests before, String path, Reference.CodeTests tests) {
        if (!(before instanceof Reference.CodeTests.Absent)) {
            throw Fields.invalid(path, "is a second kind of tests; give one of stdio, call, asserts");
        }
        return tests;
    }

    private List<Reference.StdioCase> stdio(String path) throws IOException {
        List<Reference.StdioCase> cases = new ArrayList<>();
        form.array(path, at -> {
            String[] parts = {"", null};
            form.object(at, (name, member) -> {
                switch (name) {
                    case "input" -> parts[0] = form.text(member);
                    case "output" -> parts[1] = form.text(member);
                    default -> {
                        form.parser.skipChildren();
                        unknown.accept(member);
                    }
                }
            });
            if (parts[1] == null) {
                throw Fields.missing(at + ".output");
            }
            cases.add(new Reference.StdioCase(parts[0], parts[1]));
        });
        return cases;
    }

    private Reference.CodeTests call(String path) throws IOException {
        String[] function = new String[1];
        List<Reference.CallCase> cases = new ArrayList<>();
        form.object(path, (name, at) -> {
            switch (name) {
                case "function" -> function[0] = Fields.name(at, form.text(at));
                case "cases" -> form.array(at, element -> cases.add(callCase(element)));
                default -> {
                    form.parser.skipChildren();
                    unknown.accept(at);
                }
            }
        });
        if (function[0] == null) {
            throw Fields.missing(path + ".function");
        }
        return new Reference.CodeTests.Call(function[0], cases);
    }

    private Reference.CallCase callCase(String path) throws IOException {
        List<String> args = new ArrayList<>();
        String[] expected = new String[1];
        if (form.parser.currentToken() != JsonToken.START_OBJECT) {
            throw form.wrong(path, "an object");
        }
        // Not through object(), because an expected null is a value here.
        while (form.parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = JsonForm.camel(form.parser.currentName());
            form.parser.nextToken();
            switch (name) {
                case "args" -> form.array(path + ".args", _ -> args.add(form.raw()));
                case "expected" -> expected[0] = form.raw();
                default -> {
                    form.parser.skipChildren();
                    unknown.accept(path + "." + name);
                }
            }
        }
        if (expected[0] == null) {
            throw Fields.missing(path + ".expected");
        }
        return new Reference.CallCase(args, expected[0]);
    }

    private Reference repair(String path) throws IOException {
        String[] parts = new String[2];
        List<String> failToPass = new ArrayList<>();
        List<String> passToPass = new ArrayList<>();
        form.object(path, (name, at) -> {
            switch (name) {
                case "repository" -> parts[0] = form.text(at);
                case "testPatch" -> parts[1] = form.text(at);
                case "failToPass" -> failToPass.addAll(form.texts(at));
                case "passToPass" -> passToPass.addAll(form.texts(at));
                default -> {
                    form.parser.skipChildren();
                    unknown.accept(at);
                }
            }
        });
        if (parts[0] == null) {
            throw Fields.missing(path + ".repository");
        }
        return new Reference.Repair(parts[0], parts[1] == null ? "" : parts[1], failToPass, passToPass);
    }

    private Reference puzzle(String path) throws IOException {
        if (form.parser.currentToken() != JsonToken.START_OBJECT) {
            throw form.wrong(path, "an object");
        }
        String json = form.raw();
        String[] kind = new String[1];
        JsonForm.document(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), puzzle -> {
            puzzle.object(path, (name, at) -> {
                if (name.equals("kind")) {
                    kind[0] = Fields.name(at, puzzle.text(at));
                } else {
                    puzzle.parser.skipChildren();
                }
            });
            return json;
        });
        if (kind[0] == null) {
            throw Fields.missing(path + ".kind");
        }
        return new Reference.Puzzle(kind[0], json);
    }

    static void write(JsonGenerator out, Reference reference) throws IOException {
        switch (reference) {
            case Reference.None _ -> {}
            case Reference.Answers(List<String> answers, Optional<String> profile) -> {
                out.writeObjectFieldStart("reference");
                if (answers.size() == 1) {
                    JsonForm.write(out, "answer", answers.getFirst());
                } else {
                    texts(out, "answers", answers);
                }
                if (profile.isPresent()) {
                    JsonForm.write(out, "profile", profile.get());
                }
                out.writeEndObject();
            }
            case Reference.Choice(String choice, Map<String, String> options) -> {
                out.writeObjectFieldStart("reference");
                JsonForm.write(out, "choice", choice);
                if (!options.isEmpty()) {
                    out.writeObjectFieldStart("options");
                    for (Map.Entry<String, String> option : options.entrySet()) {
                        JsonForm.write(out, option.getKey(), option.getValue());
                    }
                    out.writeEndObject();
                }
                out.writeEndObject();
            }
            case Reference.Code code -> {
                out.writeObjectFieldStart("reference");
                writeCode(out, code);
                out.writeEndObject();
            }
            case Reference.Repair(
                    String repository,
                    String testPatch,
                    List<String> failToPass,
                    List<String> passToPass) -> {
                out.writeObjectFieldStart("reference");
                out.writeObjectFieldStart("repair");
                JsonForm.write(out, "repository", repository);
                JsonForm.write(out, "testPatch", testPatch);
                texts(out, "failToPass", failToPass);
                texts(out, "passToPass", passToPass);
                out.writeEndObject();
                out.writeEndObject();
            }
            case Reference.Puzzle(var _, String json) -> {
                out.writeObjectFieldStart("reference");
                out.writeFieldName("puzzle");
                out.writeRawValue(json);
                out.writeEndObject();
            }
        }
    }

    private static void writeCode(JsonGenerator out, Reference.Code code) throws IOException {
        out.writeObjectFieldStart("code");
        JsonForm.write(out, "language", code.language());
        if (code.timeLimitMs().isPresent()) {
            out.writeNumberField("timeLimitMs", code.timeLimitMs().getAsLong());
        }
        if (code.memoryLimitMb().isPresent()) {
            out.writeNumberField("memoryLimitMb", code.memoryLimitMb().getAsInt());
        }
        switch (code.tests()) {
            case Reference.CodeTests.Absent _ -> {}
            case Reference.CodeTests.Stdio(List<Reference.StdioCase> cases) -> {
                out.writeArrayFieldStart("stdio");
                for (Reference.StdioCase test : cases) {
                    out.writeStartObject();
                    JsonForm.write(out, "input", test.input());
                    JsonForm.write(out, "output", test.output());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            case Reference.CodeTests.Call(String function, List<Reference.CallCase> cases) -> {
                out.writeObjectFieldStart("call");
                JsonForm.write(out, "function", function);
                out.writeArrayFieldStart("cases");
                for (Reference.CallCase test : cases) {
                    out.writeStartObject();
                    out.writeArrayFieldStart("args");
                    for (String arg : test.argsJson()) {
                        out.writeRawValue(arg);
                    }
                    out.writeEndArray();
                    out.writeFieldName("expected");
                    out.writeRawValue(test.expectedJson());
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            case Reference.CodeTests.Asserts(String source, Optional<String> entryPoint) -> {
                JsonForm.write(out, "asserts", source);
                if (entryPoint.isPresent()) {
                    JsonForm.write(out, "entryPoint", entryPoint.get());
                }
            }
        }
        if (code.checkerJson().isPresent()) {
            out.writeFieldName("checker");
            out.writeRawValue(code.checkerJson().get());
        }
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(Fields.wellFormed(text));
        }
        out.writeEndArray();
    }
}
