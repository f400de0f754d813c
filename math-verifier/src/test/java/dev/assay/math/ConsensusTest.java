package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.math.consensus.Consensus;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.Profiles;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConsensusTest {
    private static List<List<Integer>> members(Profile profile, String... completions) {
        return Consensus.of(List.of(completions), profile).classes().stream()
                .map(Consensus.AnswerClass::members)
                .toList();
    }

    private static List<List<Integer>> members(String... completions) {
        return members(Profiles.DEFAULT, completions);
    }

    @Test
    void answersThatMeanTheSameAreOneClassAndTheLargestIsFirst() {
        Consensus consensus = Consensus.of(
                List.of("\\boxed{3}", "\\boxed{\\frac12}", "The answer is 0.5.", "\\boxed{50\\%}", "", "\\boxed{7}"),
                Profiles.DEFAULT);
        assertThat(consensus.majority().orElseThrow().members()).containsExactly(1, 2, 3);
        assertThat(consensus.classes()).hasSize(3);
        assertThat(consensus.without()).containsExactly(4);
        assertThat(consensus.tied()).isFalse();
    }

    @Test
    void valuesOfEveryKindHaveTheirClasses() {
        assertThat(members("\\sqrt{8}", "2\\sqrt2", "2\\sqrt{3}")).containsExactly(List.of(0, 1), List.of(2));
        assertThat(members("(x+1)^2", "x^2+2x+1", "x^2+1")).containsExactly(List.of(0, 1), List.of(2));
        assertThat(members("1, 2", "2, 1", "(1, 2)", "(2, 1)", "\\{2, 1\\}"))
                .containsExactly(List.of(0, 1, 4), List.of(2), List.of(3));
        assertThat(members("\\pm 2", "2, -2", "2")).containsExactly(List.of(0, 1), List.of(2));
        assertThat(members("x > 2", "(2, \\infty)", "[2, \\infty)")).containsExactly(List.of(0, 1), List.of(2));
        assertThat(members("Tuesday", "tuesday", "Monday")).containsExactly(List.of(0, 1), List.of(2));
        assertThat(members("\\boxed{B}", "\\boxed{(B)}", "\\boxed{C}")).containsExactly(List.of(0, 1), List.of(2));
        assertThat(members("10^{-40}", "2 \\cdot 10^{-40}")).hasSize(2);
    }

    @Test
    void labelsAndUnitsCountOnlyWhereTheGroupHasDifferentOnes() {
        assertThat(members("x=5", "5", "x = 10/2")).containsExactly(List.of(0, 1, 2));
        assertThat(members("x=5", "y=5", "5")).hasSize(3);
        assertThat(members("5 \\text{ km}", "5")).containsExactly(List.of(0, 1));
        assertThat(members("5 \\text{ km}", "5000 \\text{ m}", "5 \\text{ m}"))
                .containsExactly(List.of(0, 1), List.of(2));
    }

    @Test
    void theProfileDecidesWhatMeansTheSame() {
        assertThat(members(Profiles.HENDRYCKS, "\\boxed{37\\%}", "\\boxed{37}")).hasSize(1);
        assertThat(members(Profiles.HENDRYCKS, "\\boxed{1, 2}", "\\boxed{2, 1}"))
                .hasSize(2);
        assertThat(members(Profiles.TEXT_EM, "The Moon.", "moon", "sun")).containsExactly(List.of(0, 1), List.of(2));
    }

    @Test
    void passAtKIsTheUnbiasedEstimator() {
        assertThat(Consensus.passAt(10, 0, 5)).isZero();
        assertThat(Consensus.passAt(10, 3, 1)).isCloseTo(0.3, within(1e-12));
        assertThat(Consensus.passAt(4, 2, 2)).isCloseTo(1 - 1.0 / 6, within(1e-12));
        assertThat(Consensus.passAt(10, 6, 5)).isEqualTo(1);
        assertThatThrownBy(() -> Consensus.passAt(3, 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void oneNumberIsOneClassHoweverItIsWritten(
            @ForAll @IntRange(min = -400, max = 400) int top, @ForAll @IntRange(min = 1, max = 60) int bottom) {
        assertThat(members(
                        "\\boxed{\\frac{" + top + "}{" + bottom + "}}",
                        "\\boxed{" + top + "/" + bottom + "}",
                        "\\boxed{" + 3 * top + "/" + 3 * bottom + "}",
                        "\\boxed{" + top + " : " + bottom + "}",
                        "\\boxed{\\frac{" + (top + bottom) + "}{" + bottom + "} - 1}",
                        "\\boxed{\\frac{" + (2 * top + 1) + "}{" + 2 * bottom + "}}"))
                .containsExactly(List.of(0, 1, 2, 3, 4), List.of(5));
    }
}
