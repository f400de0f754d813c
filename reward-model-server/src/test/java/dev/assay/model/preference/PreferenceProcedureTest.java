package dev.assay.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.judge.PlayedEndpoint;
import dev.assay.model.judge.settings.Judge;
import dev.assay.model.judge.settings.JudgeSettings;
import dev.assay.model.preference.PreferenceProcedure.Decision;
import dev.assay.rollout.Text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferenceProcedureTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    Path folder;

    /** Much prefers the response with the word "good", and cannot decide where both or none have it. */
    private static void rule(PlayedEndpoint.Heard heard) throws IOException {
        boolean a = heard.section("RESPONSE A").contains("good");
        boolean b = heard.section("RESPONSE B").contains("good");
        heard.say(a == b ? "[[A=B]]" : a ? "[[A>>B]]" : "[[B>>A]]");
    }

    @Test
    void pairsThatTheJudgeDecidesAreKeptAndTheOthersCounted() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), """
                {"prompt": "one", "responses": ["a bad thing", "<think>good, no</think>a good one"]}
                {"prompt": [{"role": "user", "content": "two"}], "responses": ["good a", "good b"]}
                {"prompt": "three", "responses": ["same", "same"]}
                {"prompt": "four", "responses": ["a good one", "a bad thing"]}
                """);
        Path out = folder.resolve("pairs.jsonl");
        try (var server = new PlayedEndpoint(PreferenceProcedureTest::rule);
                Judge judge = new Judge(JudgeSettings.of(server.settings()))) {
            var settings = new PreferenceProcedure.Settings(1, 1, 10, 2, Duration.ofMinutes(1), 3);
            var result = new PreferenceProcedure(judge.pairwise(), settings).run(in, out, () -> false, NOWHERE);
            assertThat(result.counts())
                    .containsEntry(Decision.KEPT, 2)
                    .containsEntry(Decision.TOO_CLOSE, 1)
                    .containsEntry(Decision.NOTHING_TO_COMPARE, 1);
        }
        List<PreferencePair> pairs = ExampleFiles.pairs(out);
        assertThat(pairs).allMatch(pair -> pair.chosen().endsWith("a good one"));
        assertThat(pairs).allMatch(pair -> pair.rejected().equals("a bad thing"));
        assertThat(Files.readAllLines(folder.resolve("pairs.jsonl.decisions.jsonl")))
                .hasSize(4);
    }

    @Test
    void contentsMayBeListsOfTextsAndOfNothingElse() throws IOException {
        Path parts = Files.writeString(folder.resolve("parts.jsonl"), """
                {"prompt": [{"role": "user", "content": [{"type": "text", "text": "o"}, {"text": "ne"}]}],
                 "chosen": [{"role": "assistant", "content": [{"type": "text", "text": "yes"}]}], "rejected": "no"}
                """.replace("\n ", " "));
        assertThat(ExampleFiles.pairs(parts)).singleElement().satisfies(pair -> {
            assertThat(pair.prompt()).containsExactly(new Message("user", "one"));
            assertThat(pair.chosen()).isEqualTo("yes");
        });
        Path picture = Files.writeString(folder.resolve("picture.jsonl"), """
                {"prompt": [{"role": "user", "content": [{"type": "image_url"}]}], "chosen": "yes", "rejected": "no"}
                """);
        assertThatThrownBy(() -> ExampleFiles.pairs(picture))
                .hasMessageContaining("picture.jsonl: line 1: prompt[0].content may hold parts of the type text")
                .hasMessageEndingWith("image_url");
    }

    @Test
    void aJudgeThatFailsLeavesNoPair() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{\"prompt\": \"x\", \"responses\": [\"a\", \"b\"]}\n");
        try (var server = new PlayedEndpoint(heard -> heard.send(400, "{}"));
                Judge judge = new Judge(JudgeSettings.of(server.settings()))) {
            var settings = new PreferenceProcedure.Settings(1, 1, 0.1, 2, Duration.ofMinutes(1), 3);
            Path out = folder.resolve("out.jsonl");
            var result = new PreferenceProcedure(judge.pairwise(), settings).run(in, out, () -> false, NOWHERE);
            assertThat(result.failed()).isOne();
            assertThat(Files.readString(out)).isEmpty();
        }
    }

    @Test
    void balancingTakesPairsFromTheSideThatIsLonger() {
        double[] ratios = {1, 0.5, 0.2, -0.3, 0.9, -0.1};
        boolean[] kept = LengthBalance.kept(ratios, 0.05);
        double sum = 0;
        int left = 0;
        for (int i = 0; i < ratios.length; i++) {
            if (kept[i]) {
                sum += ratios[i];
                left++;
            }
        }
        assertThat(Math.abs(sum) / left).isLessThanOrEqualTo(0.05);
        assertThat(kept[0]).isFalse();
        assertThat(kept[3]).isTrue();
        assertThat(LengthBalance.kept(ratios, Double.POSITIVE_INFINITY)).containsOnly(true);
    }
}
