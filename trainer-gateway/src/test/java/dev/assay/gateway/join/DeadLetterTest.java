package dev.assay.gateway.join;

import static dev.assay.gateway.join.JoinDriver.component;
import static dev.assay.gateway.join.JoinDriver.math;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.rollout.Rollout;
import dev.assay.service.kafka.Topics;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private final JoinDriver join = new JoinDriver();

    @AfterEach
    void close() {
        join.close();
    }

    @Test
    void bytesThatAreNoRolloutKeepTheirKeyTheirValueAndTheirHeaders() {
        byte[] value = {(byte) 0xff, 1, 2, 3};
        join.rollouts.pipeInput(math("first").build().id().getBytes(UTF_8), new byte[] {9});
        join.rollouts.pipeInput(new TestRecord<>(
                "k".getBytes(UTF_8),
                value,
                new RecordHeaders().add("traceparent", "00-t-1-01".getBytes(UTF_8)),
                Instant.now()));
        var letters = join.deadLetters.readRecordsToList();
        assertThat(letters).hasSize(2);
        var letter = letters.get(1);
        assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(value);
        assertThat(DeadLetter.text(letter.headers(), "traceparent")).hasValue("00-t-1-01");
        assertThat(DeadLetter.read(letter.headers())).hasValueSatisfying(headers -> {
            assertThat(headers.cause()).isEqualTo("UNREADABLE");
            assertThat(headers.message()).contains("assay.v1.Rollout");
            assertThat(headers.topic()).isEqualTo(Topics.ROLLOUTS);
            assertThat(headers.partition()).isZero();
            assertThat(headers.offset()).isEqualTo(1);
            assertThat(headers.time()).isEqualTo(JoinDriver.START);
        });
        assertThat(join.rewards()).isEmpty();
    }

    @Test
    void aMissingFieldIsNamed() {
        join.rollouts.pipeInput(
                "k".getBytes(UTF_8),
                dev.assay.v1.Rollout.newBuilder()
                        .setId("a")
                        .setTask("math")
                        .build()
                        .toByteArray());
        assertRefused("INVALID_FIELD", "completion");
    }

    @Test
    void aRecordWithoutAValueIsRefusedToo() {
        join.rollouts.pipeInput("k".getBytes(UTF_8), (byte[]) null);
        assertRefused("UNREADABLE", "no value");
    }

    @Test
    void anUnknownRecipeAndAnUnknownTaskAreRefused() {
        join.send(math("a").recipe("nobodys").build());
        assertRefused("UNKNOWN_RECIPE", "nobodys");
        join.send(Rollout.builder("b", "poetry", "x").build());
        assertRefused("UNKNOWN_TASK", "poetry");
    }

    @Test
    void aRolloutThatWasRefusedIsTakenWhenItComesAgainMended() {
        join.send(math("a").group("g", 2).recipe("nobodys").build());
        join.send(math("a").group("g", 2).build());
        join.send(math("b").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        assertThat(join.rewards()).hasSize(2);
        assertThat(join.deadLetters.readValuesToList()).hasSize(1);
    }

    @Test
    void aValueBeyondTheLimitIsNamedAndLeftWhereItIs() {
        byte[] value = RolloutWire.message(Rollout.builder("a", "math", "x".repeat(Wire.LARGEST_MESSAGE))
                        .build())
                .toByteArray();
        join.rollouts.pipeInput("a".getBytes(UTF_8), value);
        var letter = join.deadLetters.readRecord();
        assertThat(letter.value()).isNull();
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().cause()).isEqualTo("TOO_LARGE");
    }

    @Test
    void componentsThatCannotBeReadAreNotLostSilently() {
        join.components.pipeInput("g".getBytes(UTF_8), new byte[] {(byte) 0xff});
        var letter = join.deadLetters.readRecord();
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().topic()).isEqualTo(Topics.COMPONENTS);
    }

    private void assertRefused(String cause, String message) {
        assertThat(DeadLetter.read(join.deadLetters.readRecord().headers())).hasValueSatisfying(headers -> {
            assertThat(headers.cause()).isEqualTo(cause);
            assertThat(headers.message()).contains(message);
        });
    }
}
