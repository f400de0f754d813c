package dev.assay.deploy;

import dev.assay.gateway.replay.DeadLetterReplay;
import dev.assay.gateway.replay.ReplayOptions;
import dev.assay.gateway.replay.ReplayReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Sends dead letters to where they came from, each once; exit 1 where some cannot be sent.")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--kafka",
            defaultValue = "${env:ASSAY_KAFKA:-127.0.0.1:9092}",
            paramLabel = "HOST:PORT",
            description = "Where Kafka is (default: ${DEFAULT-VALUE}).")
    String kafka;

    @Option(
            names = "--cause",
            paramLabel = "CODE",
            description = "Only dead letters of this cause, such as UNKNOWN_RECIPE.")
    @Nullable String cause;

    @Option(names = "--dry-run", description = "Lists what would be sent, and sends nothing.")
    boolean dryRun;

    @Override
    public Integer call() {
        if (!KafkaAddress.isValid(kafka)) {
            throw new ParameterException(spec.commandLine(), "--kafka must be HOST:PORT, not '" + kafka + "'");
        }
        KafkaAddress.checkAnswers(kafka, "start ./assay serve, or name the broker with --kafka");
        ReplayOptions options = ReplayOptions.of(kafka);
        if (cause != null) {
            options = options.withCause(cause);
        }
        if (dryRun) {
            options = options.asDryRun();
        }
        ReplayReport report = new DeadLetterReplay(options)
                .run((letter, message) -> System.out.printf(
                        "%s %s-%d@%d %d bytes: %s%n",
                        letter.cause(),
                        letter.topic(),
                        letter.partition(),
                        letter.offset(),
                        message.value().length,
                        letter.message()));
        System.err.printf(
                "assay: %d dead letters %s %s, %d left by --cause, %d cannot be sent%n",
                report.total(), dryRun ? "would be sent" : "sent", report.sent(), report.left(), report.unsendable());
        return report.unsendable() == 0 ? ExitCode.DONE : ExitCode.NEGATIVE;
    }
}
