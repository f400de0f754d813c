package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Takes the only place until {@link #open}. */
    private Thread occupy(Turnstile turnstile) throws InterruptedException {
        Thread thread = Thread.ofVirtual()
                .start(() -> turnstile.pass("first", LONG, () -> {
                    inside.countDown();
                    await(open);
                    return 0;
                }));
        inside.await();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callersTakeTurnsWhateverTheOrderInWhichTheyCame() throws InterruptedException {
        Turnstile turnstile = new Turnstile(1, 100, 100);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>(List.of(occupy(turnstile)));
        for (String caller : List.of("busy", "busy", "busy", "quiet", "other")) {
            int before = turnstile.waiting();
            threads.add(Thread.ofVirtual().start(() -> turnstile.pass(caller, LONG, () -> served.add(caller))));
            while (turnstile.waiting() == before) {
                Thread.onSpinWait();
            }
        }
        open.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).containsExactly("busy", "quiet", "other", "busy", "busy");
    }

    @Test
    void whoComesWhenTooManyWaitIsTurnedAwayAtOnce() throws InterruptedException {
        Turnstile turnstile = new Turnstile(1, 0, 10);
        Thread first = occupy(turnstile);
        assertThatThrownBy(() -> turnstile.pass("second", LONG, () -> 1))
                .isInstanceOfSatisfying(
                        AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        open.countDown();
        first.join();
        assertThat(turnstile.pass("second", LONG, () -> 1)).isEqualTo(1);
    }

    @Test
    void aCallerWhoFillsItsOwnLineLeavesRoomForOthers() throws InterruptedException {
        Turnstile turnstile = new Turnstile(1, 10, 1);
        Thread first = occupy(turnstile);
        Thread waiting = Thread.ofVirtual().start(() -> turnstile.pass("busy", LONG, () -> 1));
        while (turnstile.waiting() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> turnstile.pass("busy", LONG, () -> 1)).isInstanceOf(AssayException.class);
        AtomicInteger quiet = new AtomicInteger();
        Thread other = Thread.ofVirtual().start(() -> turnstile.pass("quiet", LONG, quiet::incrementAndGet));
        open.countDown();
        first.join();
        waiting.join();
        other.join();
        assertThat(quiet).hasValue(1);
    }

    @Test
    void whoseTurnDoesNotComeInTimeGoesAndKeepsNoPlace() throws InterruptedException {
        Turnstile turnstile = new Turnstile(1, 10, 10);
        Thread first = occupy(turnstile);
        assertThatThrownBy(() -> turnstile.pass("second", Duration.ofMillis(1), () -> 1))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("no turn");
        assertThat(turnstile.waiting()).isZero();
        open.countDown();
        first.join();
        assertThat(turnstile.pass("third", Duration.ZERO, () -> 3)).isEqualTo(3);
    }

    @Test
    void aPlaceIsFreeAgainAfterAFailure() {
        Turnstile turnstile = new Turnstile(1, 0, 0);
        assertThatThrownBy(() -> turnstile.pass("a", LONG, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(turnstile.pass("a", LONG, () -> 1)).isEqualTo(1);
    }
}
