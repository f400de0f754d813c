package dev.assay.service.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.testing.InstalledFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigCheckTest {
    @Test
    void anAddressBeyondLoopbackIsRefused() {
        assertThatThrownBy(() -> ConfigCheck.loopback("0.0.0.0"))
                .isInstanceOfSatisfying(
                        AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining("assay.host")
                .hasMessageContaining("loopback");
    }

    @Test
    void loopbackIsTaken() {
        assertThat(List.of("127.0.0.1", "localhost")).allSatisfy(ConfigCheck::loopback);
    }

    @Test
    void aFunctionIsChosenByItsComponentOrItsGrader() {
        InstalledFunction function = new InstalledFunction();
        assertThat(Parts.wanted(List.of("accuracy"), function)).isTrue();
        assertThat(Parts.wanted(List.of("format", "installed"), function)).isTrue();
        assertThat(Parts.wanted(List.of("math", "gateway"), function)).isFalse();
    }

    @Test
    void servicesWithDifferentPartsHaveDifferentNames() {
        assertThat(Parts.service(List.of("math", "format"))).isEqualTo("format-math");
        assertThat(Parts.service(List.of("code"))).isEqualTo("code");
        assertThat(Parts.service(List.of())).isEqualTo("all");
    }
}
