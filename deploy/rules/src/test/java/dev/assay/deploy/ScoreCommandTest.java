package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./assay score}, as the contract has it. */
final class ScoreCommandTest {
    private static final String GOOD =
            "{\"id\":\"%s\",\"task\":\"math\",\"completion\":\"<think>a</think><answer>4</answer>\",\"reference\":{\"answer\":\"4\"}}";

    @TempDir
    Path folder;

    @Test
    void everyLineIsAnsweredInOrderAndABadOneHarmsNoOther() throws IOException {
        List<String> out = score(
                1,
                GOOD.formatted("first"),
                "{\"id\":\"x\"",
                GOOD.formatted("second"),
                "{\"id\":\"x\",\"completion\":\"c\"}",
                "{\"id\":\"x\",\"task\":\"chess\",\"completion\":\"c\"}",
                "{\"id\":\"x\",\"task\":\"math\",\"completion\":\"c\",\"recipe\":\"nope\"}",
                "{\"id\":\"x\",\"task\":7,\"completion\":\"c\"}",
                GOOD.formatted("third"));

        assertThat(out).hasSize(8);
        assertThat(out.get(0))
                .startsWith("{\"id\":\"first\",\"groupId\":\"first\",\"reward\":2.0,\"recipe\":\"r1-zero@");
        assertThat(out.get(1)).startsWith("{\"line\":2,\"error\":\"not JSON");
        assertThat(out.get(2)).contains("\"second\"").contains("\"reward\":2.0");
        assertThat(out.get(3)).isEqualTo("{\"line\":4,\"error\":\"field 'task' is missing\"}");
        assertThat(out.get(4)).contains("\"line\":5").contains("'chess'").contains("math, choice, logic");
        assertThat(out.get(5)).contains("\"line\":6").contains("'nope'").contains("accuracy, r1-zero");
        assertThat(out.get(6)).contains("\"line\":7").contains("field 'task' must be text");
        assertThat(out.get(7)).contains("\"third\"");
    }

    @Test
    void theOrderHoldsOverManyThousandLines() throws IOException {
        String[] lines =
                IntStream.range(0, 5000).mapToObj(i -> GOOD.formatted("r" + i)).toArray(String[]::new);

        List<String> out = score(0, lines);

        assertThat(out).hasSize(5000);
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.get(i)).startsWith("{\"id\":\"r" + i + "\",");
        }
    }

    @Test
    void blankLinesByteOrderMarkAndCarriageReturnsDoNoHarm() throws IOException {
        List<String> out = score(0, "\uFEFF" + GOOD.formatted("a") + "\r", "", "  ", GOOD.formatted("b"));

        assertThat(out).hasSize(2);
    }

    @Test
    void anEmptyFileIsNoError() throws IOException {
        assertThat(score(0)).isEmpty();
    }

    @Test
    void unknownFieldsAreToldOnce() throws IOException {
        Path in = write("{\"id\":\"a\",\"task\":\"math\",\"completion\":\"c\",\"refernce\":{}}");

        var ended = CommandLine.run("score", "--in", in.toString(), "--out", out().toString());

        assertThat(ended.err()).contains("'refernce'");
    }

    @Test
    void aGroupIsShapedAsAWholeThoughItsRolloutsLieApart() throws IOException {
        Path recipe = folder.resolve("relative.yaml");
        Files.writeString(recipe, "name: relative\ntasks:\n  math: {components: {accuracy: {shape: center}}}\n");
        String wrong = GOOD.replace(">4<", ">5<").replace("\"task\"", "\"groupId\":\"g\",\"task\"");
        String right = GOOD.replace("\"task\"", "\"groupId\":\"g\",\"task\"");
        Path in = write(right.formatted("a"), GOOD.formatted("alone"), wrong.formatted("b"));

        var ended = CommandLine.run(
                "score", "--in", in.toString(), "--out", out().toString(), "--recipe", recipe.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readAllLines(out()))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"id\":\"a\"").contains("\"reward\":0.5"),
                        alone -> assertThat(alone).contains("\"reward\":0.0"),
                        last -> assertThat(last).contains("\"id\":\"b\"").contains("\"reward\":-0.5"));
    }

    @Test
    void whatCannotBeUsedIsExit2WithALineThatNamesIt() throws IOException {
        String in = write(GOOD.formatted("a")).toString();
        Path broken = folder.resolve("broken.yaml");
        Files.writeString(broken, "name: b\ntasks:\n  math: {components: {format: {mode: loose}}}\n");

        assertUsage("'zzz' is neither a file nor known; known: accuracy, r1-zero", in, "--recipe", "zzz");
        assertUsage("'mode' must be one of strict, graded, gate", in, "--recipe", broken.toString());
        assertUsage("--threads must be from 1 to 1024", in, "--threads", "0");
        assertUsage("no such file", folder.resolve("absent").toString());
        assertUsage("same file", in, "--out", in);
        assertUsage("Unknown options: '--recipee'", in, "--recipee", "x");
    }

    private void assertUsage(String message, String in, String... more) {
        var args = new java.util.ArrayList<>(List.of("score", "--in", in));
        if (!List.of(more).contains("--out")) {
            args.addAll(List.of("--out", out().toString()));
        }
        args.addAll(List.of(more));
        var ended = CommandLine.run(args.toArray(String[]::new));
        assertThat(ended.err()).contains(message);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).doesNotContain("\tat ");
    }

    private List<String> score(int exitCode, String... lines) throws IOException {
        var ended = CommandLine.run(
                "score", "--in", write(lines).toString(), "--out", out().toString(), "--recipe", "r1-zero");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        return Files.readAllLines(out());
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("in.jsonl"), List.of(lines), StandardCharsets.UTF_8);
    }

    private Path out() {
        return folder.resolve("out.jsonl");
    }
}
