package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./assay demo}: the rewards of the golden file through broker, services and join; and nothing left behind. */
final class DemoIT {
    @TempDir
    Path folder;

    @Test
    void theExamplesGetTheirGoldenRewardsThroughKafkaAndNothingStaysBehindButTheReport() throws IOException {
        BuiltModels.use();
        Path report = folder.resolve("report.html");
        Set<Long> before = descendants();

        var ended = CommandLine.run("demo", "--load", "400", "--report", report.toString());

        assertThat(ended.exitCode()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.out())
                .contains("golden file: all")
                .contains("golden file of the reward models: all")
                .contains("EQUAL_EXACT")
                .contains("throughput:");
        assertThat(Files.readString(report)).contains("<svg", "Reward models").doesNotContain("http://");
        Set<Long> left = descendants();
        left.removeAll(before);
        assertThat(left).as("processes that stay behind").isEmpty();
    }

    private static Set<Long> descendants() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
