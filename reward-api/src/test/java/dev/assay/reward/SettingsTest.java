package dev.assay.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    private enum Mode {
        STRICT,
        VERY_GRADED
    }

    private static void refused(Settings settings, Consumer<Settings> use, String message) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> use.accept(settings))
                .withMessage(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECIPE));
    }

    @Test
    void absentSettingsAreTheirDefaults() {
        Settings none = Settings.NONE;

        assertThat(none.text("x")).isEmpty();
        assertThat(none.text("x", "d")).isEqualTo("d");
        assertThat(none.choice("x", Mode.STRICT)).isEqualTo(Mode.STRICT);
        assertThat(none.whole("x", 7, 0, 9)).isEqualTo(7);
        assertThat(none.number("x", 0.5, 0, 1)).isEqualTo(0.5);
        assertThat(none.flag("x", true)).isTrue();
        assertThat(none.texts("x")).isEmpty();
    }

    @Test
    void givenSettingsAreRead() {
        Settings given = new Settings(Map.of(
                "text", "t", "mode", "very-graded", "whole", 5L, "number", 1, "flag", false, "texts", List.of("a")));

        assertThat(given.text("text")).contains("t");
        assertThat(given.choice("mode", Mode.STRICT)).isEqualTo(Mode.VERY_GRADED);
        assertThat(given.whole("whole", 0, 5, 5)).isEqualTo(5);
        assertThat(given.number("number", 0, 0, 1)).isEqualTo(1);
        assertThat(given.flag("flag", true)).isFalse();
        assertThat(given.texts("texts")).containsExactly("a");
        given.allowOnly("text", "mode", "whole", "number", "flag", "texts");
    }

    @Test
    void whatIsWrongIsNamedWithWhatIsAllowed() {
        Settings one = Settings.of("x", 5);
        refused(one, s -> s.allowOnly("a", "b"), "unknown setting 'x'; known: a, b");
        refused(one, s -> s.allowOnly(), "unknown setting 'x'; known: none");
        refused(one, s -> s.text("x"), "setting 'x' must be text, not 5");
        refused(
                Settings.of("x", "STRICT"),
                s -> s.choice("x", Mode.STRICT),
                "setting 'x' must be one of strict, very-graded, not STRICT");
        refused(one, s -> s.whole("x", 0, 6, 9), "setting 'x' must be a whole number from 6 to 9, not 5");
        refused(
                Settings.of("x", 5.0),
                s -> s.whole("x", 0, 0, 9),
                "setting 'x' must be a whole number from 0 to 9, not 5.0");
        refused(one, s -> s.number("x", 0, 0, 1), "setting 'x' must be a number from 0.0 to 1.0, not 5");
        refused(
                Settings.of("x", Double.NaN),
                s -> s.number("x", 0, 0, 1),
                "setting 'x' must be a number from 0.0 to 1.0, not NaN");
        refused(one, s -> s.flag("x", true), "setting 'x' must be true or false, not 5");
        refused(
                Settings.of("x", List.of("a", 1)),
                s -> s.texts("x"),
                "setting 'x' must be a list of texts, not [a, 1]");
    }

    @Test
    void anotherSettingLeavesTheFirstAsTheyWere() {
        Settings first = Settings.of("x", 1);

        assertThat(first.with("y", 2).values()).isEqualTo(Map.of("x", 1, "y", 2));
        assertThat(first.values()).isEqualTo(Map.of("x", 1));
    }
}
