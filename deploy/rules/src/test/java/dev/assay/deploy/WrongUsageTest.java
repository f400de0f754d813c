package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is refused in one line with the remedy, before anything was done. */
final class WrongUsageTest {
    @TempDir
    Path folder;

    @Test
    void noCommandIsWrongUsage() {
        refused(ExitCode.USAGE, "a command is missing");
    }

    @Test
    void anUnknownCommandNamesThoseThatThereAre() {
        refused(ExitCode.USAGE, "there is no command 'scores'; there are: demo, ", "scores");
    }

    @Test
    void aMistypedFlagIsAnsweredWithTheRightOne() {
        var ended = refused(ExitCode.USAGE, "Unknown option", "serve", "--http-prt=1");
        assertThat(ended.err()).contains("--http-port");
    }

    @Test
    void aFolderIsNoFileOfRollouts() {
        refused(ExitCode.USAGE, "is a folder", "score", "--in", folder.toString(), "--out", "-");
    }

    @Test
    void aFolderIsNoFileForRewards() {
        refused(ExitCode.USAGE, "is a folder", "score", "--in", "-", "--out", folder.toString());
    }

    @Test
    void portsBeyondTheRangeAreRefused() {
        refused(ExitCode.USAGE, "--http-port must be from 0 to 65535", "serve", "--http-port=65536");
        refused(ExitCode.USAGE, "--grpc-port must be from 0 to 65535", "serve", "--grpc-port=-1");
        refused(ExitCode.USAGE, "--kafka-port must be from 0 to 65535", "serve", "--kafka-port=99999");
        refused(ExitCode.USAGE, "--kafka must be HOST:PORT", "serve", "--kafka=127.0.0.1:99999");
        refused(ExitCode.USAGE, "--kafka must be HOST:PORT", "replay", "--kafka=here");
    }

    @Test
    void timesAreCheckedBeforeAnythingStarts() {
        refused(ExitCode.USAGE, "'10' is no time", "serve", "--function-timeout=10");
        refused(ExitCode.USAGE, "--function-timeout must be from 1ms to 1h", "serve", "--function-timeout=61m");
        refused(ExitCode.USAGE, "--group-deadline must be from 1ms to 24h", "serve", "--group-deadline=0s");
    }

    @Test
    void partsRecipesAndTracesAreCheckedBeforeAnythingStarts() {
        refused(ExitCode.USAGE, "unknown part 'maths'", "serve", "--only=maths");
        refused(ExitCode.USAGE, "no such file", "serve", "--recipes=" + folder.resolve("none.yaml"));
        refused(ExitCode.USAGE, "neither a file nor known", "serve", "--recipe=none");
        refused(ExitCode.USAGE, "--traces must be a URL", "serve", "--traces=here");
    }

    @Test
    void rewardModelsAreCheckedBeforeAnythingStarts() {
        String none = folder.resolve("none").toString();
        refused(ExitCode.USAGE, "--models " + none + ": no such file or folder", "serve", "--models", none);
        refused(ExitCode.USAGE, "--models-port must be from 0 to 65535", "serve", "--models-port=65536");
        refused(
                ExitCode.USAGE,
                "--models " + none + ": no such file or folder",
                "score",
                "--in=-",
                "--out=-",
                "--models",
                none);
    }

    @Test
    void aPortInUseNamesTheFlagForAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            refused(ExitCode.ENVIRONMENT, "is in use; choose another with --http-port", "serve", "--http-port", port);
            refused(
                    ExitCode.ENVIRONMENT,
                    "is in use; choose another with --grpc-port",
                    "serve",
                    "--http-port=0",
                    "--grpc-port",
                    port);
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamedAtOnce() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        refused(
                ExitCode.ENVIRONMENT,
                "no broker answers at 127.0.0.1:" + port,
                "serve",
                "--http-port=0",
                "--grpc-port=0",
                "--kafka=127.0.0.1:" + port);
        refused(ExitCode.ENVIRONMENT, "no broker answers at 127.0.0.1:" + port, "replay", "--kafka=127.0.0.1:" + port);
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheDemoBegins() {
        refused(ExitCode.USAGE, "no file can be written there", "demo", "--report=" + folder);
        refused(ExitCode.USAGE, "--load must be from 0", "demo", "--load=-5");
    }

    private static CommandLine.Ended refused(int exitCode, String message, String... args) {
        var ended = CommandLine.run(args);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(ended.err()).startsWith("assay: ").contains(message).doesNotContain("\tat ");
        assertThat(ended.err().lines().count()).as(ended.err()).isLessThanOrEqualTo(3);
        assertThat(ended.out()).isEmpty();
        return ended;
    }
}
