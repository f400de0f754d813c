package dev.assay.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParentDeathTest {

    @Test
    void aBrokerWhoseParentIsKilledWithoutWarningStopsAndDeletesItsData() throws Exception {
        try (Family family = Family.start()) {
            family.parent.destroyForcibly();
            family.awaitTheEnd();
            assertThat(family.data).doesNotExist();
        }
    }

    @Test
    void aParentThatIsAskedToEndTakesItsBrokerAlongBeforeItIsGone() throws Exception {
        try (Family family = Family.start()) {
            family.parent.destroy();
            assertThat(family.parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(family.broker.isAlive()).isFalse();
            assertThat(family.data).doesNotExist();
        }
    }

    private record Family(Process parent, ProcessHandle broker, Path data) implements AutoCloseable {

        static Family start() throws IOException {
            Process parent = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ParentOfABroker.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said = parent.inputReader(UTF_8);
            String line = said.readLine();
            assertThat(line).as("what the parent says").isNotNull();
            String[] words = line.split(" ", 2);
            ProcessHandle broker = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
            Path data = Path.of(words[1]);
            assertThat(broker.isAlive()).isTrue();
            assertThat(data).isNotEmptyDirectory();
            return new Family(parent, broker, data);
        }

        void awaitTheEnd() throws Exception {
            broker.onExit().get(60, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            parent.destroyForcibly();
            broker.destroyForcibly();
        }
    }
}
