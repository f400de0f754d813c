package dev.assay.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JoinServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aJoinMakesTheTopicsThatAreMissing() {
        try (JoinKafka kafka = JoinKafka.empty();
                JoinService join = new JoinService(JoinDriver.options(), JoinConnection.to(kafka.bootstrap()))) {
            until(join::isReady);
            assertThat(join.trouble()).isEmpty();
            assertThat(join.state()).isEqualTo("RUNNING");
        }
    }

    @Test
    void aJoinThatNeverFoundKafkaCanBeClosed() {
        try (JoinService join = new JoinService(JoinDriver.options(), JoinConnection.to("nowhere.invalid:9092"))) {
            until(() -> join.trouble().isPresent());
            assertThat(join.isReady()).isFalse();
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it was not so within " + LIMIT).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
