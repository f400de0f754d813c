package dev.assay.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.service.access.Callers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
    private static final String TOKEN = "trainer-token-0001";
    private static final String SMALL = "another-token-0002";

    @TempDir
    Path folder;

    private Door door;

    @BeforeEach
    void open() throws Exception {
        Path file = Files.writeString(
                folder.resolve("tokens"), "# who\ntrainer " + TOKEN + "\nsmall " + SMALL + " rate=2 body=1K\n");
        door = new Door(Callers.read(file));
    }

    @Test
    void aTokenIsTakenFromTheHeaderOrTheAddress() {
        assertThat(entered("/get_reward", Optional.of("Bearer " + TOKEN))).isEqualTo("/get_reward");
        assertThat(entered("/get_reward", Optional.of("bearer  " + TOKEN + " ")))
                .isEqualTo("/get_reward");
        assertThat(entered("/t/" + TOKEN + "/get_reward", Optional.empty())).isEqualTo("/get_reward");
        assertThat(entered("/t/" + TOKEN + "/slime/reward", Optional.empty())).isEqualTo("/slime/reward");
        assertThat(entered("/t/" + TOKEN, Optional.empty())).isEqualTo("/");
    }

    @Test
    void withoutAKnownTokenNobodyComesInAndNoAnswerHoldsWhatWasSent() {
        for (String path :
                new String[] {"/get_reward", "/t/", "/t//get_reward", "/t/nonsense/get_reward", "/metrics"}) {
            assertThat(status(path, Optional.empty(), 0)).as(path).isEqualTo(401);
        }
        assertThat(status("/", Optional.of("Basic " + TOKEN), 0)).isEqualTo(401);
        assertThat(status("/", Optional.of("Bearer"), 0)).isEqualTo(401);
        assertThat(door.decide("/t/secret-of-somebody/x", Optional.empty(), OptionalLong.of(0))
                        .toString())
                .doesNotContain("secret-of-somebody");
        assertThat(status("/t/" + TOKEN + "/t/" + TOKEN + "/x", Optional.empty(), 0))
                .isEqualTo(404);
    }

    @Test
    void healthIsOpenAndNothingThatLooksLikeIt() {
        assertThat(entered("/health/ready", Optional.empty())).isEqualTo("/health/ready");
        assertThat(entered("/health", Optional.empty())).isEqualTo("/health");
        assertThat(status("/healthy", Optional.empty(), 0)).isEqualTo(401);
    }

    @Test
    void bodyAndRateAreLimitedForEachCaller() {
        assertThat(status("/t/" + SMALL + "/x", Optional.empty(), 1025)).isEqualTo(413);
        assertThat(entered("/t/" + SMALL + "/x", Optional.empty())).isEqualTo("/x");
        assertThat(door.decide("/t/" + SMALL + "/x", Optional.empty(), OptionalLong.of(1)))
                .isInstanceOfSatisfying(Door.Decision.TurnedAway.class, away -> {
                    assertThat(away.status()).isEqualTo(429);
                    assertThat(away.headers()).containsKey("Retry-After");
                });
        assertThat(entered("/x", Optional.of("Bearer " + TOKEN))).isEqualTo("/x");
    }

    @Test
    void aLimitedCallerMustSayHowLongTheBodyIs() {
        assertThat(((Door.Decision.TurnedAway)
                                door.decide("/t/" + SMALL + "/x", Optional.empty(), OptionalLong.empty()))
                        .status())
                .isEqualTo(411);
    }

    @Test
    void whereNoTokenIsNeededOneInTheAddressIsCutOff() {
        Door open = new Door(Callers.anyone());
        assertThat(open.decide("/t/whatever/verify", Optional.empty(), OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        Door.Decision.Enter.class,
                        enter -> assertThat(enter.path()).isEqualTo("/verify"));
        assertThat(open.decide("/verify", Optional.empty(), OptionalLong.empty()))
                .isInstanceOf(Door.Decision.Enter.class);
    }

    private String entered(String path, Optional<String> authorization) {
        return switch (door.decide(path, authorization, OptionalLong.of(10))) {
            case Door.Decision.Enter(String inner, var _) -> inner;
            case Door.Decision.TurnedAway away -> throw new AssertionError(away);
        };
    }

    private int status(String path, Optional<String> authorization, long length) {
        return ((Door.Decision.TurnedAway) door.decide(path, authorization, OptionalLong.of(length))).status();
    }
}
