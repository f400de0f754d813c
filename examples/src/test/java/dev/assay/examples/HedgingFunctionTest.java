package dev.assay.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class HedgingFunctionTest {
    private final RewardFunction function = new HedgingFunction();

    @Test
    void everyHedgingWordCostsItsShare() {
        assertThat(score("Maybe 4, perhaps 5, I guess."))
                .isEqualTo(Outcome.scored(-0.3, dev.assay.reward.Reason.of("HEDGING"), "3 hedging words"));
        assertThat(score("It is 4.").value()).hasValue(0);
    }

    @Test
    void thePunishmentEndsAtMinusOne() {
        assertThat(score("maybe ".repeat(50)).value()).hasValue(-1);
    }

    @Test
    void anUnknownSettingIsNamed() {
        assertThatThrownBy(() -> function.configure(Settings.of("worst", 3)))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("'worst'")
                .hasMessageContaining("most");
    }

    @Test
    void theFunctionIsFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(RewardFunction.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(HedgingFunction.class));
    }

    private Outcome score(String completion) {
        return function.configure(Settings.NONE)
                .score(Rollout.of("r", "general", completion), Deadline.after(Duration.ofSeconds(10)));
    }
}
