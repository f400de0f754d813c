package dev.assay.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Tokens;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RepetitionFunctionTest {
    private static Outcome score(Settings settings, Rollout rollout) {
        return new RepetitionFunction().configure(settings).score(rollout, Deadline.after(Duration.ofSeconds(10)));
    }

    private static double words(String text, int ngram) {
        return score(Settings.of("ngram", ngram), Rollout.of("r", "math", text))
                .value()
                .orElseThrow();
    }

    @Test
    void theValueIsThePenaltyTimesTheShareOfRepeatedNgrams() {
        // a b c, b c a, c a b, a b c: three of four are different
        assertThat(words("a b c a b c", 3)).isEqualTo(-0.25);
        assertThat(score(Settings.of("penalty", -2), Rollout.of("r", "math", "a b c a b c"))
                        .value())
                .hasValue(-0.5);
        assertThat(words("A b, C! a B c.", 3)).isEqualTo(-0.25);
    }

    @Test
    void aTextShorterThanAnNgramIsNotRepetitive() {
        Outcome outcome = score(Settings.NONE, Rollout.of("r", "math", "so so"));

        assertThat(outcome.value()).hasValue(0);
        assertThat(outcome.reason()).isEqualTo(ReasonCode.NOT_REPETITIVE);
    }

    @Test
    void chineseIsSplitIntoWords() {
        String phrase = "我们先计算总数，然后减去重复的部分。";

        assertThat(words(phrase, 3)).isZero();
        assertThat(words(phrase.repeat(10), 3)).isLessThan(-0.8);
    }

    @Test
    void tokensAreComparedWhereTheRecipeSaysSo() {
        Rollout rollout = Rollout.builder("r", "math", "a b c d e f")
                .tokens(new Tokens(new int[] {7, 8, 7, 8, 7}, new double[0]))
                .build();

        assertThat(score(Settings.of("unit", "tokens").with("ngram", 2), rollout)
                        .value())
                .hasValue(-0.5);
        assertThat(score(Settings.of("unit", "tokens"), Rollout.of("r", "math", "text")))
                .isInstanceOf(Outcome.Unscorable.class);
    }

    @Test
    void aPenaltyIsNeverAReward() {
        assertThatThrownBy(() -> new RepetitionFunction().configure(Settings.of("penalty", 1)))
                .hasMessageContaining("penalty");
    }

    @Property
    void theShareIsThatOfASet(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 5) Integer> tokens,
            @ForAll @IntRange(min = 1, max = 4) int n) {
        int[] ids = tokens.stream().mapToInt(Integer::intValue).toArray();
        Set<List<Integer>> different = new HashSet<>();
        int all = Math.max(0, ids.length - n + 1);
        for (int i = 0; i < all; i++) {
            different.add(Arrays.stream(ids, i, i + n).boxed().toList());
        }
        double share = all == 0 ? 0 : 1 - (double) different.size() / all;

        assertThat(Repetition.ofTokens(ids, n)).isCloseTo(share, within(1e-12));
    }
}
