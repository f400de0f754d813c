package dev.assay.gateway.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.codec.RolloutReader;
import dev.assay.reward.AssayException;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    private final Samples samples = new Samples(Sources.shipped());

    @ParameterizedTest
    @CsvSource({
        "openai/gsm8k, gsm8k",
        "lighteval/MATH, hendrycks",
        "HuggingFaceH4/MATH-500, hendrycks",
        "math_dapo, dapo",
        "math, dapo",
        "aime_2024_amc, dapo",
        "aime, dapo",
        "numina_olympiads, qwen",
        "deepscaler, math-verify",
    })
    void theNamesOfVerlAndSlimeComeWithTheirConventions(String source, String profile) {
        assertThat(reference("{'source':'%s','label':'72'}".formatted(source)))
                .isEqualTo(new Reference.Answers(List.of("72"), Optional.of(profile)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nq",
                "triviaqa",
                "popqa",
                "hotpotqa",
                "2wikimultihopqa",
                "musique",
                "bamboogle",
            })
    void searchR1IsAnExactMatchOfTextWithAnyOfItsTargets(String set) {
        assertThat(reference("{'source':'searchR1_%s','label':{'target':['Ada','Ada Lovelace']}}".formatted(set)))
                .isEqualTo(new Reference.Answers(List.of("Ada", "Ada Lovelace"), Optional.of("text-em")));
        assertThat(reference("{'source':'searchR1_%s','label':'{\\\"target\\\": [\\\"Ada\\\"]}'}".formatted(set)))
                .isEqualTo(new Reference.Answers(List.of("Ada"), Optional.of("text-em")));
    }

    @Test
    void aLabelIsAnAnswerHoweverItIsWritten() {
        assertThat(answers("'label':'\\\\frac{1}{2}'")).containsExactly("\\frac{1}{2}");
        assertThat(answers("'label':72")).containsExactly("72");
        assertThat(answers("'label':0.5")).containsExactly("0.5");
        assertThat(answers("'label':12345678901234567890123")).containsExactly("12345678901234567890123");
        assertThat(answers("'label':['1','2']")).containsExactly("1", "2");
        assertThat(answers("'label':'[\\\"a\\\",\\\"b\\\"]'")).containsExactly("a", "b");
        assertThat(answers("'label':{'target':'a'}")).containsExactly("a");
        assertThat(answers("'label':{'expected_answer':'a'}")).containsExactly("a");
        assertThat(answers("'label':true")).containsExactly("true");
    }

    @Test
    void mathematicsThatLooksLikeJsonStaysMathematics() {
        for (String label : List.of("[1,2]", "{1,2}", "[0, 1)", "{}", "[]", "{x}", "[[1,2],[3,4]]")) {
            assertThat(answers("'label':'" + label + "'")).containsExactly(label);
        }
    }

    @Test
    void theEnvelopesOfDataSetsAreOpened() {
        assertThat(reference(
                        "{'label':{'data_source':'openai/gsm8k','reward_model':{'style':'rule','ground_truth':'72'}}}"))
                .isEqualTo(new Reference.Answers(List.of("72"), Optional.of("gsm8k")));
        assertThat(answers("'label':{'ground_truth':'7'}")).containsExactly("7");
        assertThat(answers("'label':'{\\\"ground_truth\\\": \\\"7\\\"}'")).containsExactly("7");
    }

    @Test
    void aReferenceOfTheContractStaysAsItIs() {
        Rollout choice = rollout("{'label':{'choice':'B','options':{'A':'x','B':'y'}}}");
        assertThat(choice.task()).isEqualTo("choice");
        assertThat(choice.reference()).isEqualTo(new Reference.Choice("B", Map.of("A", "x", "B", "y")));
        assertThat(rollout("{'label':{'puzzle':{'kind':'game24','numbers':[4,6,8,1]}}}")
                        .task())
                .isEqualTo("logic");
        assertThat(rollout("{'source':'nowhere','label':{'answer':'4','profile':'default'}}")
                        .reference())
                .isEqualTo(new Reference.Answers(List.of("4"), Optional.of("default")));
        assertThat(rollout("{'task':'proof','reference':{'answer':'4'}}").task())
                .isEqualTo("proof");
        assertThat(rollout("{'reference':{'answer':'4'}}").task()).isEqualTo("math");
    }

    @Test
    void testsOfProgramsBecomeStandardInputAndOutput() {
        Rollout rollout = rollout(
                "{'source':'codecontests','label':'{\\\"inputs\\\":[\\\"1 2\\\\n\\\",[\\\"3\\\",\\\"4\\\"]],\\\"outputs\\\":[\\\"3\\\",\\\"7\\\"]}'}");
        assertThat(rollout.task()).isEqualTo("code");
        Reference.Code code = (Reference.Code) rollout.reference();
        assertThat(code.language()).isEqualTo("python");
        assertThat(code.tests())
                .isEqualTo(new Reference.CodeTests.Stdio(
                        List.of(new Reference.StdioCase("1 2\n", "3"), new Reference.StdioCase("3\n4", "7"))));
    }

    @Test
    void aSampleWithoutALabelKeepsItsTaskAndHasNoReference() {
        for (String sample : List.of("{}", "{'label':null}", "{'source':'openai/gsm8k'}")) {
            assertThat(rollout(sample).reference()).isEqualTo(new Reference.None());
            assertThat(rollout(sample).task()).isEqualTo("math");
        }
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        assertThat(unreadable("{'source':'mine','label':'4'}")).contains("'mine'", "assay.sources");
        assertThat(unreadable("{'source':'searchR1_nq','label':{'goal':'4'}}")).contains("target");
        assertThat(unreadable("{'label':{'target':{'x':1}}}")).contains("an object");
        assertThat(unreadable("{'label':[]}")).contains("an empty list");
        assertThat(unreadable("{'label':[null]}")).contains("nothing");
        assertThat(unreadable("{'source':'apps','label':{'inputs':['1'],'outputs':[]}}"))
                .contains("same length");
        assertThat(unreadable("{'source':'taco','label':{'fn_name':'f','inputs':['1'],'outputs':['1']}}"))
                .contains("'f'");
        assertThat(unreadable("{'source':'gpqa','label':4}")).contains("a number");
    }

    @Test
    void aSampleThatNamesItsTaskNeedsNoEntryForItsSource() {
        Rollout rollout = rollout("{'source':'mine','task':'proof','label':'4'}");
        assertThat(rollout.task()).isEqualTo("proof");
        assertThat(rollout.reference()).isEqualTo(new Reference.Answers(List.of("4"), Optional.empty()));
    }

    @Test
    void filesOfUsersComeBeforeTheTableThatShips(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                sources:
                  - {source: openai/gsm8k, task: math, profile: default}
                  - {source: "lab/*", task: proof, at: solution.value}
                  - {source: quiz, task: choice, kind: choice, at: right, options: texts}
                  - {source: "*", task: other, kind: answer}
                """);
        Samples mine = new Samples(Sources.with(List.of(file.toString())));
        assertThat(rollout(mine, "{'source':'openai/gsm8k','label':'4'}").reference())
                .isEqualTo(new Reference.Answers(List.of("4"), Optional.of("default")));
        assertThat(rollout(mine, "{'source':'lab/7','label':{'solution':{'value':'x'}}}")
                        .reference())
                .isEqualTo(new Reference.Answers(List.of("x"), Optional.empty()));
        assertThat(rollout(mine, "{'source':'quiz','label':{'right':'B','texts':{'A':'x','B':'y'}}}")
                        .reference())
                .isEqualTo(new Reference.Choice("B", Map.of("A", "x", "B", "y")));
        assertThat(rollout(mine, "{'source':'anything','label':'4'}").task()).isEqualTo("other");
        assertThat(rollout(mine, "{'label':'4'}").task()).isEqualTo("math");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: 3",
                "sources: [{task: math}]",
                "sources: [{source: a}]",
                "sources: [{source: a, task: math, kind: guess}]",
                "sources: [{source: a, task: math, weight: 1}]",
                "sources: [{source: 3, task: math}]",
                "sources: [{source: a, task: math, at: {}}]",
                "sources: [null]",
                "sources: [",
                "other: []",
            })
    void aTableThatCannotBeUsedIsRefusedAtTheStart(String yaml, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), yaml);
        assertThatThrownBy(() -> Sources.with(List.of(file.toString())))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("mine.yaml");
        assertThatThrownBy(() -> Sources.with(List.of(folder.resolve("none").toString())))
                .isInstanceOf(AssayException.class);
    }

    private List<String> answers(String members) {
        return ((Reference.Answers) reference("{" + members + "}")).answers();
    }

    private Reference reference(String sample) {
        return rollout(sample).reference();
    }

    private Rollout rollout(String sample) {
        return rollout(samples, sample);
    }

    private static Rollout rollout(Samples samples, String sample) {
        return switch (samples.read(read(sample))) {
            case Samples.Read.Rollout(ObjectNode json) -> RolloutReader.read(Json.write(json));
            case Samples.Read.Unreadable(String evidence) -> throw new AssertionError(evidence);
        };
    }

    private String unreadable(String sample) {
        return switch (samples.read(read(sample))) {
            case Samples.Read.Rollout(ObjectNode json) -> throw new AssertionError(json);
            case Samples.Read.Unreadable(String evidence) -> evidence;
        };
    }

    private static ObjectNode read(String sample) {
        ObjectNode node = (ObjectNode) Json.read(sample.replace('\'', '"').getBytes(UTF_8));
        node.put("id", "a").put("completion", "x");
        return node;
    }
}
