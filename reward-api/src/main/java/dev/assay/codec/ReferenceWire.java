package dev.assay.codec;

import dev.assay.rollout.Reference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** References as protobuf messages, and back. */
final class ReferenceWire {
    private ReferenceWire() {}

    static Reference reference(dev.assay.v1.Reference message) {
        return switch (message.getKindCase()) {
            case ANSWERS -> {
                dev.assay.v1.Answers answers = message.getAnswers();
                if (answers.getAnswersCount() == 0) {
                    throw Fields.invalid("reference.answers", "must have at least one answer");
                }
                yield new Reference.Answers(
                        answers.getAnswersList(),
                        answers.hasProfile()
                                ? Optional.of(Fields.name("reference.profile", answers.getProfile()))
                                : Optional.empty());
            }
            case CHOICE -> {
                Map<String, String> options = new LinkedHashMap<>();
                message.getChoice()
                        .getOptionsList()
                        .forEach(option -> options.put(option.getLabel(), option.getText()));
                yield new Reference.Choice(
                        Fields.name("reference.choice", message.getChoice().getChoice()), options);
            }
            case CODE -> code(message.getCode());
            case REPAIR ->
                new Reference.Repair(
                        required(
                                "reference.repair.repository",
                                message.getRepair().getRepository()),
                        message.getRepair().getTestPatch(),
                        message.getRepair().getFailToPassList(),
                        message.getRepair().getPassToPassList());
            case PUZZLE ->
                new Reference.Puzzle(
                        Fields.name("reference.puzzle.kind", message.getPuzzle().getKind()),
                        JsonForm.checked(
                                "reference.puzzle.json", message.getPuzzle().getJson()));
            case KIND_NOT_SET ->
                throw Fields.invalid("reference", "must have one of answers, choice, code, repair, puzzle");
        };
    }

    private static Reference code(dev.assay.v1.Code message) {
        Reference.CodeTests tests = switch (message.getTestsCase()) {
            case STDIO ->
                new Reference.CodeTests.Stdio(message.getStdio().getCasesList().stream()
                        .map(test -> new Reference.StdioCase(test.getInput(), test.getOutput()))
                        .toList());
            case CALL ->
                new Reference.CodeTests.Call(
                        Fields.name(
                                "reference.code.call.function",
                                message.getCall().getFunction()),
                        message.getCall().getCasesList().stream()
                                .map(ReferenceWire::callCase)
                                .toList());
            case ASSERTS ->
                new Reference.CodeTests.Asserts(
                        message.getAsserts().getSource(),
                        message.getAsserts().hasEntryPoint()
                                ? Optional.of(message.getAsserts().getEntryPoint())
                                : Optional.empty());
            case TESTS_NOT_SET -> new Reference.CodeTests.Absent();
        };
        if (tests instanceof Reference.CodeTests.Absent && !message.hasCheckerJson()) {
            throw Fields.invalid("reference.code", "must have one of stdio, call, asserts, checker");
        }
        return new Reference.Code(
                Fields.name("reference.code.language", message.getLanguage()),
                message.hasTimeLimitMs()
                        ? OptionalLong.of(Fields.positive("reference.code.timeLimitMs", message.getTimeLimitMs()))
                        : OptionalLong.empty(),
                message.hasMemoryLimitMb()
                        ? OptionalInt.of(
                                (int) Fields.positive("reference.code.memoryLimitMb", message.getMemoryLimitMb()))
                        : OptionalInt.empty(),
                tests,
                message.hasCheckerJson()
                        ? Optional.of(JsonForm.checked("reference.code.checker", message.getCheckerJson()))
                        : Optional.empty());
    }

    private static Reference.CallCase callCase(dev.assay.v1.CallCase test) {
        return new Reference.CallCase(
                test.getArgsJsonList().stream()
                        .map(arg -> JsonForm.checked("reference.code.call.cases.args", arg))
                        .toList(),
                JsonForm.checked("reference.code.call.cases.expected", test.getExpectedJson()));
    }

    static Optional<dev.assay.v1.Reference> message(Reference reference) {
        dev.assay.v1.Reference.Builder message = dev.assay.v1.Reference.newBuilder();
        switch (reference) {
            case Reference.None _ -> {
                return Optional.empty();
            }
            case Reference.Answers answers -> {
                dev.assay.v1.Answers.Builder built =
                        dev.assay.v1.Answers.newBuilder().addAllAnswers(answers.answers());
                answers.profile().ifPresent(built::setProfile);
                message.setAnswers(built);
            }
            case Reference.Choice choice -> {
                dev.assay.v1.Choice.Builder built =
                        dev.assay.v1.Choice.newBuilder().setChoice(choice.choice());
                choice.options()
                        .forEach((label, text) -> built.addOptions(
                                dev.assay.v1.Option.newBuilder().setLabel(label).setText(text)));
                message.setChoice(built);
            }
            case Reference.Code code -> message.setCode(message(code));
            case Reference.Repair repair ->
                message.setRepair(dev.assay.v1.Repair.newBuilder()
                        .setRepository(repair.repository())
                        .setTestPatch(repair.testPatch())
                        .addAllFailToPass(repair.failToPass())
                        .addAllPassToPass(repair.passToPass()));
            case Reference.Puzzle puzzle ->
                message.setPuzzle(
                        dev.assay.v1.Puzzle.newBuilder().setKind(puzzle.kind()).setJson(puzzle.json()));
        }
        return Optional.of(message.build());
    }

    private static dev.assay.v1.Code message(Reference.Code code) {
        dev.assay.v1.Code.Builder message = dev.assay.v1.Code.newBuilder().setLanguage(code.language());
        code.timeLimitMs().ifPresent(message::setTimeLimitMs);
        code.memoryLimitMb().ifPresent(message::setMemoryLimitMb);
        code.checkerJson().ifPresent(message::setCheckerJson);
        switch (code.tests()) {
            case Reference.CodeTests.Absent _ -> {}
            case Reference.CodeTests.Stdio stdio -> {
                dev.assay.v1.Stdio.Builder built = dev.assay.v1.Stdio.newBuilder();
                stdio.cases()
                        .forEach(test -> built.addCases(dev.assay.v1.StdioCase.newBuilder()
                                .setInput(test.input())
                                .setOutput(test.output())));
                message.setStdio(built);
            }
            case Reference.CodeTests.Call call -> {
                dev.assay.v1.Call.Builder built = dev.assay.v1.Call.newBuilder().setFunction(call.function());
                call.cases()
                        .forEach(test -> built.addCases(dev.assay.v1.CallCase.newBuilder()
                                .addAllArgsJson(test.argsJson())
                                .setExpectedJson(test.expectedJson())));
                message.setCall(built);
            }
            case Reference.CodeTests.Asserts asserts -> {
                dev.assay.v1.Asserts.Builder built =
                        dev.assay.v1.Asserts.newBuilder().setSource(asserts.source());
                asserts.entryPoint().ifPresent(built::setEntryPoint);
                message.setAsserts(built);
            }
        }
        return message.build();
    }

    private static String required(String field, String text) {
        if (text.isEmpty()) {
            throw Fields.missing(field);
        }
        return text;
    }
}
