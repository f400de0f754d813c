package dev.assay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RolloutReaderTest {
    private static final String CONTRACT = """
            {"id":"r-17-3","groupId":"r-17","groupSize":16,"task":"math","prompt":"What is 1/2+1/3?",
             "completion":"<think>Over six: three plus two.</think><answer>\\\\boxed{\\\\frac56}</answer>",
             "reference":{"answer":"\\\\frac{5}{6}"},"language":"en","policyVersion":4,"metadata":{"source":"..."}}
            """;

    private static Rollout read(String json) {
        return RolloutReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(Rollout rollout) {
        return new String(RolloutWriter.write(rollout), StandardCharsets.UTF_8);
    }

    private static Rollout withReference(String reference) {
        return read("{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"reference\":" + reference + "}");
    }

    private static AssayException refused(String json) {
        try {
            read(json);
        } catch (AssayException e) {
            return e;
        }
        throw new AssertionError("this was taken: " + json);
    }

    private static AssayException refusedReference(String reference) {
        return refused("{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"reference\":" + reference + "}");
    }

    @Test
    void theExampleOfTheContractIsReadFieldByField() {
        Rollout rollout = read(CONTRACT);

        assertThat(rollout.id()).isEqualTo("r-17-3");
        assertThat(rollout.groupId()).isEqualTo("r-17");
        assertThat(rollout.groupSize()).hasValue(16);
        assertThat(rollout.task()).isEqualTo("math");
        assertThat(rollout.prompt()).contains(new Text.Plain("What is 1/2+1/3?"));
        assertThat(rollout.judged())
                .isEqualTo("<think>Over six: three plus two.</think><answer>\\boxed{\\frac56}</answer>");
        assertThat(rollout.reference()).isEqualTo(new Reference.Answers(List.of("\\frac{5}{6}"), Optional.empty()));
        assertThat(rollout.language()).contains("en");
        assertThat(rollout.policyVersion()).hasValue(4);
        assertThat(rollout.metadata().text("source")).contains("...");
    }

    @Test
    void theExampleOfTheContractIsWrittenAsItWas() {
        assertThat(written(read(CONTRACT)))
                .isEqualTo(CONTRACT.lines().map(String::strip).reduce("", String::concat));
    }

    @Test
    void everyFieldMayBeSpelledInSnakeCase() {
        Rollout camel = read("""
                {"id":"r","groupId":"g","groupSize":2,"task":"code","completion":"c","deadlineMs":5000,
                 "prefilledThink":true,"finishReason":"length","tokenIds":[1,2],"logprobs":[-0.5,-1.5],
                 "policyVersion":7,"reference":{"code":{"language":"python","timeLimitMs":2000,"memoryLimitMb":64,
                 "asserts":"def check(candidate): pass","entryPoint":"f"}}}""");
        Rollout snake = read("""
                {"id":"r","group_id":"g","group_size":2,"task":"code","completion":"c","deadline_ms":5000,
                 "prefilled_think":true,"finish_reason":"length","token_ids":[1,2],"logprobs":[-0.5,-1.5],
                 "policy_version":7,"reference":{"code":{"language":"python","time_limit_ms":2000,
                 "memory_limit_mb":64,"asserts":"def check(candidate): pass","entry_point":"f"}}}""");

        assertThat(snake).isEqualTo(camel);
        assertThat(snake.truncated()).isTrue();
        assertThat(snake.tokens().logprobs()).containsExactly(-0.5, -1.5);
        assertThat(RolloutReader.read(RolloutWriter.write(camel))).isEqualTo(camel);
    }

    @Test
    void aRolloutWithoutAGroupIsAGroupOfItsOwn() {
        Rollout rollout = read("{\"id\":\"r\",\"task\":\"math\",\"completion\":\"\"}");

        assertThat(rollout.groupId()).isEqualTo("r");
        assertThat(rollout.groupSize()).isEmpty();
        assertThat(rollout.reference()).isEqualTo(new Reference.None());
        assertThat(rollout.prefilledThink()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "task", "completion"})
    void aRequiredFieldThatIsMissingOrNullIsNamed(String field) {
        String full = "{\"id\":\"r\",\"task\":\"math\",\"completion\":\"c\"}";
        String without = full.replaceFirst("\"" + field + "\":\"\\w+\",?", "").replace(",}", "}");
        String withNull = full.replaceFirst("\"" + field + "\":\"\\w+\"", "\"" + field + "\":null");

        for (String json : List.of(without, withNull)) {
            assertThat(refused(json)).hasMessage("field '" + field + "' is missing");
            assertThat(refused(json).code()).isEqualTo(ErrorCode.INVALID_FIELD);
        }
    }

    @Test
    void nullsOfOptionalFieldsAreAsIfAbsent() {
        assertThat(read("""
                {"id":"r","task":"math","completion":"c","groupId":null,"groupSize":null,"prompt":null,
                 "reference":null,"language":null,"recipe":null,"deadlineMs":null,"prefilledThink":null,
                 "finishReason":null,"tokenIds":null,"logprobs":null,"policyVersion":null,"metadata":null}""")).isEqualTo(Rollout.of("r", "math", "c"));
    }

    @Test
    void unknownFieldsAreIgnoredAndTold() {
        List<String> unknown = new ArrayList<>();
        Rollout rollout = RolloutReader.read("""
                {"id":"r","task":"math","completion":"c","extra":{"deep":[1,{"x":2}]},
                 "reference":{"answer":"1","hint":true}}""".getBytes(StandardCharsets.UTF_8), unknown::add);

        assertThat(rollout)
                .isEqualTo(Rollout.builder("r", "math", "c").answer("1").build());
        assertThat(unknown).containsExactly("extra", "reference.hint");
    }

    @Test
    void promptAndCompletionMayBeChatMessages() {
        Rollout rollout = read("""
                {"id":"r","task":"math","prompt":[{"role":"user","content":"1+1?"}],
                 "completion":[{"role":"assistant","content":"two"},{"role":"tool","content":"x"},
                 {"role":"assistant","content":null,"tool_calls":[]},{"role":"assistant","content":"done"}]}""");

        assertThat(rollout.judged()).isEqualTo("two\n\ndone");
        assertThat(rollout.prompt().orElseThrow().whole()).isEqualTo("1+1?");
        assertThat(RolloutReader.read(RolloutWriter.write(rollout))).isEqualTo(rollout);
    }

    @Test
    void numbersAreTakenAsIdsAndAnswersAsTheyAreWritten() {
        Rollout rollout = read("""
                {"id":17,"groupId":4.50,"task":"math","completion":"c",
                 "reference":{"answers":[1e400, 0.10, -0, 123456789012345678901234567890, true]}}""");

        assertThat(rollout.id()).isEqualTo("17");
        assertThat(rollout.groupId()).isEqualTo("4.50");
        assertThat(((Reference.Answers) rollout.reference()).answers())
                .containsExactly("1e400", "0.10", "-0", "123456789012345678901234567890", "true");
    }

    @Test
    void everyKindOfReferenceIsReadAndWrittenAsItWas() {
        for (String reference : List.of(
                "{\"answer\":\"1\"}",
                "{\"answers\":[\"1\",\"one\"],\"profile\":\"strict\"}",
                "{\"choice\":\"B\",\"options\":{\"A\":\"x\",\"snake_case\":\"é\"}}",
                "{\"code\":{\"language\":\"cpp\",\"timeLimitMs\":2000,\"memoryLimitMb\":256,"
                        + "\"stdio\":[{\"input\":\"1\\n\",\"output\":\"2\\n\"}],\"checker\":{\"kind\": \"tokens\"}}}",
                "{\"code\":{\"language\":\"python\",\"call\":{\"function\":\"f\",\"cases\":"
                        + "[{\"args\":[1,[2, {\"k\":\"ü\"}]],\"expected\":null}]}}}",
                "{\"code\":{\"language\":\"python\",\"asserts\":\"def check(c): pass\",\"entryPoint\":\"f\"}}",
                "{\"code\":{\"language\":\"python\",\"checker\":{\"source\":\"…\"}}}",
                "{\"repair\":{\"repository\":\"r\",\"testPatch\":\"p\",\"failToPass\":[\"a\"],\"passToPass\":[]}}",
                "{\"puzzle\":{\"kind\":\"game24\",\"numbers\":[4,7,8,8],\"under_score\":1}}")) {
            Rollout rollout = withReference(reference);
            assertThat(written(rollout))
                    .isEqualTo("{\"id\":\"r\",\"groupId\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"reference\":"
                            + reference + "}");
        }
    }

    @Test
    void jsonInsideOfReferencesAndMetadataKeepsEveryDigitAndLetter() {
        String big = "9".repeat(5000);
        Rollout rollout = read("{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"reference\":{\"code\":"
                + "{\"language\":\"python\",\"call\":{\"function\":\"f\",\"cases\":[{\"args\":[" + big
                + ", \"日本 😀\"],\"expected\":-" + big + "}]}}},\"metadata\":{\"n\":" + big
                + ",\"f\":1.00000000000000000001,\"ключ\":\"\\u00e9é\"}}");

        Reference.Code code = (Reference.Code) rollout.reference();
        Reference.CallCase only =
                ((Reference.CodeTests.Call) code.tests()).cases().getFirst();
        assertThat(only.argsJson()).containsExactly(big, "\"日本 😀\"");
        assertThat(only.expectedJson()).isEqualTo("-" + big);
        assertThat(rollout.metadata().members())
                .isEqualTo(Map.of("n", big, "f", "1.00000000000000000001", "ключ", "\"\\u00e9é\""));
        assertThat(rollout.metadata().text("ключ")).contains("éé");
        assertThat(RolloutReader.read(RolloutWriter.write(rollout))).isEqualTo(rollout);
    }

    @Test
    void jsonThatSpansLinesIsWrittenOnOneLine() {
        Rollout rollout = read("{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"metadata\":{\"a\":[1,\r\n2]},\n"
                + "\"reference\":{\"puzzle\":{\n\"kind\":\"game24\"\n}}}");

        assertThat(written(rollout)).doesNotContain("\n", "\r").contains("{ \"kind\":\"game24\" }");
        assertThat(RolloutReader.read(RolloutWriter.write(rollout))).isEqualTo(rollout);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":[]} | field 'id' must be text, not a list",
                "{\"task\":4} | field 'task' must be text, not a number",
                "{\"completion\":{}} | field 'completion' must be text or a list of messages, not an object",
                "{\"prompt\":[{\"role\":\"user\"},{\"content\":\"x\"}]} | field 'prompt[1].role' is missing",
                "{\"prompt\":[{\"role\":\"\"}]} | field 'prompt[0].role' is missing or empty",
                "{\"groupSize\":\"4\"} | field 'groupSize' must be a whole number, not text",
                "{\"groupSize\":0} | field 'groupSize' must be from 1 to 65536, not 0",
                "{\"group_size\":65537} | field 'groupSize' must be from 1 to 65536, not 65537",
                "{\"deadlineMs\":-1} | field 'deadlineMs' must be at least 1, not -1",
                "{\"deadlineMs\":1e3} | field 'deadlineMs' must be a whole number, not a number",
                "{\"policyVersion\":12345678901234567890} | field 'policyVersion' is out of range; allowed: whole numbers of at most 18 digits",
                "{\"prefilledThink\":\"yes\"} | field 'prefilledThink' must be true or false, not text",
                "{\"tokenIds\":[1,-1]} | field 'tokenIds[1]' is no token id",
                "{\"logprobs\":[0,1e999]} | field 'logprobs[1]' is out of range; allowed: what a double holds",
                "{\"language\":\"\"} | field 'language' is missing or empty",
                "{\"metadata\":[]} | field 'metadata' must be an object, not a list",
                "{\"reference\":\"5\"} | field 'reference' must be an object, not text",
                "{\"reference\":{}} | field 'reference' must have one of answer, answers, choice, code, repair, puzzle",
                "{\"reference\":{\"answers\":[]}} | field 'reference.answers' must have at least one answer",
                "{\"reference\":{\"answers\":[\"1\",null]}} | field 'reference.answers[1]' must be text, not null",
                "{\"reference\":{\"answer\":\"1\",\"choice\":\"A\"}} | field 'reference.choice' is a second kind of reference; give one of answer, answers, choice, code, repair, puzzle",
                "{\"reference\":{\"code\":{}}} | field 'reference.code.language' is missing",
                "{\"reference\":{\"code\":{\"language\":\"c\"}}} | field 'reference.code' must have one of stdio, call, asserts, checker",
                "{\"reference\":{\"code\":{\"stdio\":[],\"call\":{\"function\":\"f\"}}}} | field 'reference.code.call' is a second kind of tests; give one of stdio, call, asserts",
                "{\"reference\":{\"code\":{\"stdio\":[{\"output\":\"\"},{\"output\":\"\"},{\"output\":\"\"},{\"output\":5}]}}} | field 'reference.code.stdio[3].output' must be text, not a number",
                "{\"reference\":{\"code\":{\"stdio\":[{\"input\":\"1\"}]}}} | field 'reference.code.stdio[0].output' is missing",
                "{\"reference\":{\"code\":{\"call\":{\"cases\":[]}}}} | field 'reference.code.call.function' is missing",
                "{\"reference\":{\"code\":{\"call\":{\"cases\":[{\"args\":1}]}}}} | field 'reference.code.call.cases[0].args' must be a list, not a number",
                "{\"reference\":{\"code\":{\"call\":{\"cases\":[{\"args\":[]}]}}}} | field 'reference.code.call.cases[0].expected' is missing",
                "{\"reference\":{\"code\":{\"time_limit_ms\":0}}} | field 'reference.code.timeLimitMs' must be at least 1, not 0",
                "{\"reference\":{\"puzzle\":{\"numbers\":[]}}} | field 'reference.puzzle.kind' is missing",
                "{\"reference\":{\"repair\":{}}} | field 'reference.repair.repository' is missing",
            })
    void whatIsWrongIsNamedWithItsPlaceAndWhatIsAllowed(String json, String message) {
        assertThat(refused(json)).hasMessage(message);
        assertThat(refused(json).code()).isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void logprobsMustBeAsManyAsTokens() {
        assertThat(refused("{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"logprobs\":[0.5]}"))
                .hasMessage("field 'logprobs' has 1 numbers for 0 tokenIds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"id\":\"r\",", "{'id':1}", "nonsense", "{\"id\":NaN}", "{\"id\":\"a\nb\"}", "{\"id\":01}"})
    void whatIsNotJsonIsUnreadableWithItsColumn(String json) {
        assertThat(refused(json).code()).isEqualTo(ErrorCode.UNREADABLE);
        assertThat(refused(json)).hasMessageMatching("not JSON: .* at column \\d+");
    }

    @Test
    void textAfterTheRolloutIsRefused() {
        String rollout = "{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\"}";

        assertThat(refused(rollout + rollout).code()).isEqualTo(ErrorCode.UNREADABLE);
        assertThat(refused(rollout + " x").code()).isEqualTo(ErrorCode.UNREADABLE);
        assertThat(read(rollout + " \n")).isEqualTo(Rollout.of("r", "t", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "5", "null", "\"x\""})
    void whatIsNoObjectIsUnreadable(String json) {
        assertThat(refused(json).code()).isEqualTo(ErrorCode.UNREADABLE);
    }

    @Test
    void bytesThatAreNoUtf8AreUnreadable() {
        String json = "{\"id\":\"é\",\"task\":\"t\",\"completion\":\"c\",\"metadata\":{\"a\":1}}";
        for (byte[] bytes : List.of(
                json.getBytes(StandardCharsets.ISO_8859_1),
                json.getBytes(StandardCharsets.UTF_16LE),
                json.getBytes(StandardCharsets.UTF_16BE),
                json.getBytes(StandardCharsets.UTF_16))) {
            assertThatExceptionOfType(AssayException.class)
                    .isThrownBy(() -> RolloutReader.read(bytes))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE));
        }
    }

    @Test
    void aByteOrderMarkDoesNoHarm() {
        assertThat(read("\uFEFF{\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\",\"metadata\":{\"a\":[1]}}")
                        .metadata()
                        .members())
                .isEqualTo(Map.of("a", "[1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"a\":%s}}",
                "{\"unknown\":%s}",
                "{\"reference\":{\"puzzle\":{\"kind\":\"x\",\"a\":%s}}}",
                "{\"reference\":{\"code\":{\"checker\":%s}}}",
                "%s"
            })
    void nestingBombsAreRefused(String place) {
        for (String bomb : List.of("[".repeat(1_000_000), "{\"a\":".repeat(1_000_000))) {
            assertThat(refused(place.formatted(bomb)).code()).isEqualTo(ErrorCode.UNREADABLE);
        }
    }

    @Test
    void aCompletionOfTwentyMegabytesIsRead() {
        String completion = "word ".repeat(4 << 20);

        assertThat(read("{\"id\":\"r\",\"task\":\"t\",\"completion\":\"" + completion + "\"}")
                        .judged())
                .isEqualTo(completion);
    }

    @Test
    void unpairedSurrogatesBecomeTheReplacementCharacter() {
        Rollout rollout = read(
                "{\"id\":\"\\ud800\",\"task\":\"t\",\"completion\":\"a\\udc00b\\ud83d\\ude00\\ud83d\",\"reference\":{\"answer\":\"\\ud800x\"}}");

        assertThat(rollout.id()).isEqualTo("\uFFFD");
        assertThat(rollout.judged()).isEqualTo("a\uFFFDb😀\uFFFD");
        assertThat(rollout.reference()).isEqualTo(new Reference.Answers(List.of("\uFFFDx"), Optional.empty()));
    }

    @Test
    void unpairedSurrogatesOfRolloutsMadeInJavaAreWrittenAsTheReplacementCharacter() {
        Rollout rollout =
                Rollout.builder("\ud800", "t", "a\udc00").answer("\ud800").build();

        assertThat(written(rollout))
                .isEqualTo("{\"id\":\"\uFFFD\",\"groupId\":\"\uFFFD\",\"task\":\"t\",\"completion\":\"a\uFFFD\","
                        + "\"reference\":{\"answer\":\"\uFFFD\"}}");
    }

    @Test
    void everyElementOfAListIsTakenOrRefusedOnItsOwn() {
        List<RolloutReader.Item> items =
                RolloutReader.readAll("[{\"id\":\"r\",\"task\":\"t\",\"completion\":\"é\"}, {\"id\":\"x\"}, 5, null]"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(items).hasSize(4);
        assertThat(items.getFirst().rollout()).contains(Rollout.of("r", "t", "é"));
        assertThat(items.get(1).error().orElseThrow()).hasMessage("field 'task' is missing");
        assertThat(items.get(2).error().orElseThrow()).hasMessage("must be an object, not a number");
        assertThat(items.get(3).error().orElseThrow()).hasMessage("must be an object, not null");
    }

    @Test
    void aSingleRolloutIsAListOfOne() {
        assertThat(RolloutReader.readAll(
                        " {\"id\":\"r\",\"task\":\"t\",\"completion\":\"c\"} ".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new RolloutReader.Item(Optional.of(Rollout.of("r", "t", "c")), Optional.empty()));
    }
}
