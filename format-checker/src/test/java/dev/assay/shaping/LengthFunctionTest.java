package dev.assay.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Tokens;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthFunctionTest {
    private static final Settings DAPO =
            Settings.of("mode", "soft-overlong").with("max", 20480).with("buffer", 4096);

    private static Outcome score(Settings settings, Rollout rollout) {
        return new LengthFunction().configure(settings).score(rollout, Deadline.after(Duration.ofSeconds(10)));
    }

    private static Rollout tokens(int count) {
        return Rollout.builder("r", "math", "text")
                .tokens(new Tokens(new int[count], new double[0]))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "16384, 0", "16385, -0.000244140625", "18432, -0.5", "20480, -1", "20481, -1", "90000, -1"})
    void softOverlongIsEquation13OfDapo(int length, double value) {
        assertThat(score(DAPO, tokens(length)).value()).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource({"16384, 0", "18432, -0.25", "20480, -0.5", "24576, -1", "28672, -1.5"})
    void verlHasNoFloor(int length, double value) {
        Settings verl = DAPO.with("mode", "verl-overlong").with("factor", 0.5);

        assertThat(score(verl, tokens(length)).value()).hasValue(value);
    }

    @Test
    void theReasonSaysWhetherTheLengthIsFree() {
        assertThat(score(DAPO, tokens(16384)).reason()).isEqualTo(ReasonCode.WITHIN_LENGTH);
        assertThat(score(DAPO, tokens(16385)).reason()).isEqualTo(ReasonCode.OVERLONG);
        assertThat(score(DAPO, tokens(16385)).evidence()).isEqualTo("16385 tokens; free up to 16384, at most 20480");
    }

    @ParameterizedTest
    @CsvSource({"500, 0.5", "1000, 0", "1500, 0", "100000, 0"})
    void theCosineStopsAtTheMostInsteadOfRisingAgain(int length, double value) {
        Settings cosine = Settings.of("mode", "cosine").with("max", 1000);

        assertThat(score(cosine, tokens(length)).value().orElseThrow()).isCloseTo(value, within(1e-12));
    }

    @Test
    void withoutAModeTheValueIsTheLength() {
        assertThat(score(Settings.NONE, tokens(123)).value()).hasValue(123);
        Rollout text = Rollout.of("r", "math", "我们先看两个例子 and more 😀");
        assertThat(score(Settings.of("unit", "characters"), text).value()).hasValue(19);
        assertThat(score(Settings.of("unit", "words"), text).value().orElseThrow())
                .isBetween(5.0, 8.0);
    }

    @Test
    void withoutTokenIdsTheNumberOfTokensIsAboutAQuarterOfTheBytes() {
        Outcome outcome = score(Settings.NONE, Rollout.of("r", "math", "abcdé好😀"));

        assertThat(outcome.value()).hasValue(4);
        assertThat(outcome.evidence()).isEqualTo("about 4 tokens");
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() {
        LengthFunction function = new LengthFunction();

        assertThatThrownBy(() -> function.configure(Settings.of("mode", "soft-overlong")))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("max");
        assertThatThrownBy(() -> function.configure(DAPO.with("buffer", 30000))).hasMessageContaining("buffer");
        assertThatThrownBy(() -> function.configure(Settings.of("maximum", 3))).hasMessageContaining("maximum");
    }

    @Property
    void longerIsNeverBetter(
            @ForAll @LongRange(min = 0, max = 100_000) long length,
            @ForAll @LongRange(min = 1, max = 50_000) long max,
            @ForAll @LongRange(min = 1, max = 50_000) long any) {
        long buffer = Math.min(any, max);
        assertThat(LengthFormulas.softOverlong(length + 1, max, buffer))
                .isBetween(-1.0, LengthFormulas.softOverlong(length, max, buffer));
        assertThat(LengthFormulas.verlOverlong(length + 1, max, buffer, 1))
                .isLessThanOrEqualTo(LengthFormulas.verlOverlong(length, max, buffer, 1));
        assertThat(LengthFormulas.cosine(length + 1, max)).isBetween(0.0, LengthFormulas.cosine(length, max));
        if (length <= max) {
            // The two overlong forms agree up to the most that may be written.
            assertThat(LengthFormulas.softOverlong(length, max, buffer))
                    .isCloseTo(LengthFormulas.verlOverlong(length, max, buffer, 1), within(1e-12));
        }
    }
}
