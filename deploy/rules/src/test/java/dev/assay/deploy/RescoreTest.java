package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.deploy.demo.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./assay score --rescore}: other rewards of the same components. */
final class RescoreTest {
    private static final String LINE =
            "{\"id\":\"%s\",\"groupId\":\"g\",\"task\":\"math\",\"completion\":\"<think>We add them.</think><answer>%s</answer>\",\"reference\":{\"answer\":\"4\"},\"language\":\"en\"}";

    @TempDir
    Path folder;

    @Test
    void underTheSameRecipeTheRewardsAreTheSameBytes() throws IOException {
        Path rollouts = rollouts();
        Path stored = score(rollouts, "r1-zero");

        assertThat(Files.readString(rescore(0, rollouts, stored, "r1-zero"))).isEqualTo(Files.readString(stored));
    }

    @Test
    void anotherRecipeGivesTheRewardThatScoringUnderItGives() throws IOException {
        Path rollouts = rollouts();
        Path relative = recipe(
                "name: relative\ntasks: {math: {components: {accuracy: {weight: 2, shape: center}, format: {weight: 1,"
                        + " mode: strict}}, gate: format}}");

        Path rescored = rescore(0, rollouts, score(rollouts, "r1-zero"), relative.toString());

        assertThat(Golden.differences(
                        Files.readAllLines(rescored), Files.readAllLines(score(rollouts, relative.toString()))))
                .isEmpty();
    }

    @Test
    void aComponentThatWasNotScoredOrScoredOtherwiseIsAnErrorOfItsLine() throws IOException {
        Path rollouts = rollouts();
        Path stored = score(rollouts, "r1-zero");
        Path graded = recipe("name: graded\ntasks: {math: {components: {format: {mode: graded}}}}");

        assertThat(Files.readAllLines(rescore(1, rollouts, stored, "dapo")))
                .allMatch(line -> line.contains("component 'length' was not scored"));
        assertThat(Files.readAllLines(rescore(1, rollouts, stored, graded.toString())))
                .allMatch(line -> line.contains("component 'format' was scored with other settings than graded@"));
    }

    @Test
    void aRecipeOfOnesOwnIsNamedSoThatItsSettingsAreKnown() throws IOException {
        Path rollouts = rollouts();
        Path own = recipe("name: own\ntasks: {math: {components: {accuracy: 3}}}");
        Path stored = score(rollouts, own.toString());

        assertThat(Files.readAllLines(rescore(1, rollouts, stored, "accuracy")))
                .allMatch(line -> line.contains("--scored-by"));
        assertThat(Files.readAllLines(rescore(0, rollouts, stored, "accuracy", "--scored-by", own.toString())))
                .first()
                .asString()
                .contains("\"reward\":1.0");
    }

    @Test
    void aRolloutWithoutAStoredRewardIsAnErrorOfItsLine() throws IOException {
        Path rollouts = rollouts();
        Path stored = score(rollouts, "r1-zero");
        List<String> lines = new ArrayList<>(Files.readAllLines(rollouts));
        lines.add(LINE.formatted("new", "4"));
        Files.write(rollouts, lines);

        assertThat(Files.readAllLines(rescore(1, rollouts, stored, "accuracy")))
                .last()
                .asString()
                .contains("no stored reward of rollout 'new'");
    }

    private Path rollouts() throws IOException {
        return Files.write(
                folder.resolve("rollouts.jsonl"),
                List.of(LINE.formatted("a", "4"), LINE.formatted("b", "5"), LINE.formatted("c", "</answer>")));
    }

    private Path recipe(String yaml) throws IOException {
        return Files.writeString(folder.resolve("recipe.yaml"), yaml);
    }

    private Path score(Path rollouts, String recipe) throws IOException {
        Path out = Files.createTempFile(folder, "scored", ".jsonl");
        var ended = CommandLine.run("score", "--in", rollouts.toString(), "--out", out.toString(), "--recipe", recipe);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return out;
    }

    private Path rescore(int exit, Path rollouts, Path stored, String recipe, String... more) throws IOException {
        Path out = Files.createTempFile(folder, "rescored", ".jsonl");
        List<String> arguments = new ArrayList<>(List.of(
                "score",
                "--in",
                rollouts.toString(),
                "--rescore",
                stored.toString(),
                "--out",
                out.toString(),
                "--recipe",
                recipe));
        arguments.addAll(List.of(more));
        var ended = CommandLine.run(arguments.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exit);
        return out;
    }
}
