package dev.assay.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void aCallerIsKnownByItsTokenWithItsLimits() throws Exception {
        Callers callers = read("# comment\n\n a " + TOKEN + "\n b fedcba9876543210 rate=50 body=8M \n");
        assertThat(callers.ofToken(TOKEN).orElseThrow().bodyLimit()).isEqualTo(Long.MAX_VALUE);
        Caller b =
                callers.ofAuthorization(Optional.of("Bearer fedcba9876543210")).orElseThrow();
        assertThat(b.name()).isEqualTo("b");
        assertThat(b.bodyLimit()).isEqualTo(8 << 20);
        assertThat(callers.ofToken("fedcba987654321")).isEmpty();
        assertThat(callers.ofToken("")).isEmpty();
        assertThat(callers.ofAuthorization(Optional.empty())).isEmpty();
        assertThat(callers.needsToken()).isTrue();
        assertThat(Callers.anyone().needsToken()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nobody",
                "0123456789abcdef",
                "a short-token",
                "a 0123456789abcde/",
                "a 0123456789abcdef rate=0",
                "a 0123456789abcdef rate=fast",
                "a 0123456789abcdef body=8G",
                "a 0123456789abcdef\nb 0123456789abcdef",
            })
    void aFileThatCannotBeUsedIsRefusedWithoutShowingATokenOfIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("assay.tokens")
                .message()
                .doesNotContain("0123456789")
                .doesNotContain("short-token");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Callers.read(folder.resolve("none"))).isInstanceOf(AssayException.class);
    }

    @Test
    void aRateLetsThroughWhatItSaysAndRefillsWithTime() {
        AtomicLong clock = new AtomicLong();
        Rate rate = Rate.of(2, clock::get);
        assertThat(rate.take()).isTrue();
        assertThat(rate.take()).isTrue();
        assertThat(rate.take()).isFalse();
        assertThat(rate.retryAfter()).isEqualTo(1);
        clock.addAndGet(500_000_000);
        assertThat(rate.take()).isTrue();
        assertThat(rate.take()).isFalse();
        clock.addAndGet(3_600_000_000_000L);
        assertThat(rate.take()).isTrue();
        assertThat(rate.take()).isTrue();
        assertThat(rate.take()).isFalse();
    }

    private Callers read(String text) throws Exception {
        return Callers.read(Files.writeString(folder.resolve("tokens"), text));
    }
}
