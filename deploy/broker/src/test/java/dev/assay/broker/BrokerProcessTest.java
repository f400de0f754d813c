package dev.assay.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BrokerProcessTest {
    private static BrokerProcess shared;

    @BeforeAll
    static void start() {
        shared = BrokerProcess.start(BrokerOptions.temporary());
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void aMessageGoesThroughAndNothingIsLeftBehind() throws Exception {
        long pid;
        Path data;
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary())) {
            pid = broker.pid();
            data = broker.dataDirectory();
            Clients.createTopic(broker.bootstrapServers(), "rollouts");
            Clients.send(broker.bootstrapServers(), "rollouts", "hello".getBytes(UTF_8));
            assertThat(Clients.read(broker.bootstrapServers(), "rollouts", "readers", 1))
                    .containsExactly("hello".getBytes(UTF_8));
            assertThat(data).isNotEmptyDirectory();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(data).doesNotExist();
    }

    @Test
    void keptDataIsThereAfterARestart(@TempDir Path folder) throws Exception {
        BrokerOptions options = BrokerOptions.temporary().withData(folder.resolve("kept"), true);
        try (BrokerProcess first = BrokerProcess.start(options)) {
            Clients.createTopic(first.bootstrapServers(), "rollouts");
            Clients.send(first.bootstrapServers(), "rollouts", "still here".getBytes(UTF_8));
        }
        try (BrokerProcess second = BrokerProcess.start(options)) {
            assertThat(Clients.read(second.bootstrapServers(), "rollouts", "readers", 1))
                    .containsExactly("still here".getBytes(UTF_8));
        }
    }

    @Test
    void twoBrokersRunAtOnceEachOnItsOwnLoopbackPort() throws Exception {
        try (BrokerProcess other = BrokerProcess.start(BrokerOptions.temporary())) {
            assertThat(other.bootstrapServers()).startsWith("127.0.0.1:").isNotEqualTo(shared.bootstrapServers());
            Clients.createTopic(shared.bootstrapServers(), "one");
            // The same name is free in the other broker: they share nothing.
            Clients.createTopic(other.bootstrapServers(), "one");
        }
    }

    @Test
    void aValueOf32MiBPassesAndOneOf40MegabytesIsRefusedByName() throws Exception {
        byte[] largest = new byte[BrokerOptions.MAX_VALUE_BYTES];
        new Random(1).nextBytes(largest);
        Clients.createTopic(shared.bootstrapServers(), "large");
        Clients.send(shared.bootstrapServers(), "large", largest);
        assertThat(Clients.read(shared.bootstrapServers(), "large", "readers", 1))
                .singleElement()
                .isEqualTo(largest);
        assertThatThrownBy(() -> Clients.send(shared.bootstrapServers(), "large", new byte[40_000_000]))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void theLogOfAQuietBrokerHoldsNoErrors() throws Exception {
        assertThat(Files.readString(shared.logFile())).doesNotContain("SEVERE").doesNotContain("Exception");
    }

    @Test
    void aBrokerThatIsKilledSaysSoAndItsDataGoesWhenItIsClosed() throws Exception {
        BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());
        assertThat(ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        assertThat(broker.ended().get(60, TimeUnit.SECONDS))
                .hasValueSatisfying(why -> assertThat(why).contains("ended with exit code"));
        broker.close();
        assertThat(broker.dataDirectory()).doesNotExist();
        broker.close();
    }

    @Test
    void anOrderlyStopIsNoTrouble(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("warnings.log");
        Path data = Files.createDirectory(folder.resolve("data"));
        Path note = Files.writeString(data.resolve("note.txt"), "not the broker's");
        BrokerProcess broker = BrokerProcess.start(
                BrokerOptions.temporary().withData(data, false).withLogFile(log));
        broker.close();
        assertThat(broker.ended().get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(log).exists();
        // The broker's files are gone, the others are not.
        assertThat(data).isDirectoryNotContaining(file -> !file.equals(note)).isNotEmptyDirectory();
    }
}
