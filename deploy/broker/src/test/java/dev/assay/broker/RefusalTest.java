package dev.assay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RefusalTest {
    private static final BrokerOptions OPTIONS = BrokerOptions.temporary();

    @TempDir
    Path folder;

    @Test
    void aPortInUseIsNamedWithTheFlagThatChangesIt() throws IOException {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertRefused(OPTIONS.withPort(port).withData(data, false), ErrorCode.CONFIGURATION)
                    .isEqualTo("port " + port + " is in use; choose another with --kafka-port or 0 for a free one");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aDirectoryThatAnotherBrokerUsesIsRefusedAndLeftAlone() throws Exception {
        Path data = folder.resolve("data");
        try (BrokerProcess owner = BrokerProcess.start(OPTIONS.withData(data, true))) {
            assertRefused(OPTIONS.withData(data, false), ErrorCode.CONFIGURATION)
                    .startsWith("another broker is using " + owner.dataDirectory());
            Clients.createTopic(owner.bootstrapServers(), "unharmed");
        }
        assertThat(data.resolve("messages/unharmed-0")).isDirectory();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefusedWithTheFlagThatChangesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertRefused(OPTIONS.withData(file.resolve("data"), true), ErrorCode.CONFIGURATION)
                .startsWith("cannot write to " + file.resolve("data"))
                .contains("--kafka-data");
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
                "skipped: this machine does not let the tests mount a small disk");
        try {
            assertRefused(OPTIONS.withData(disk, true), ErrorCode.CONFIGURATION)
                    .startsWith("no space left in " + disk.toRealPath())
                    .contains("--kafka-data");
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void aBrokerWhoseDiskBecomesFullEndsAndSaysWhy() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=72m", "tmpfs", disk.toString()),
                "skipped: this machine does not let the tests mount a small disk");
        try (BrokerProcess broker = BrokerProcess.start(OPTIONS.withData(disk, true))) {
            Clients.createTopic(broker.bootstrapServers(), "large");
            Clients.fill(broker.bootstrapServers(), "large", 96 << 20);
            assertThat(broker.ended().get(60, TimeUnit.SECONDS))
                    .hasValueSatisfying(why -> assertThat(why)
                            .startsWith("no space left in " + broker.dataDirectory())
                            .contains("--kafka-data"));
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void aDirectoryWithoutTheBrokersJarsIsRefused() {
        assertRefused(OPTIONS.withLibrary(folder), ErrorCode.CONFIGURATION)
                .contains(folder.toString())
                .contains("run ./assay serve");
    }

    @Test
    void aMissingJdkIsNamed() {
        assertRefused(OPTIONS.withJavaHome(folder), ErrorCode.CONFIGURATION)
                .contains("no java at " + folder)
                .contains("JAVA_HOME");
    }

    @Test
    void aBrokerThatIsTooSlowIsStoppedAndLeavesNoMessages() {
        Path data = folder.resolve("data");
        assertRefused(OPTIONS.withStartTimeout(Duration.ofMillis(1)).withData(data, false), ErrorCode.UNAVAILABLE)
                .contains("did not answer within");
        assertThat(data.resolve("messages")).doesNotExist();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(BrokerOptions options, ErrorCode code) {
        AssayException refusal = catchThrowableOfType(
                AssayException.class, () -> BrokerProcess.start(options).close());
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        return assertThat(refusal.getMessage()).doesNotContain("\n");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
