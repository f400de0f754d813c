package dev.assay.deploy.models;

import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.preference.PreferenceProcedure;
import dev.assay.model.training.RewardModelTraining;
import dev.assay.reward.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains what a configuration describes. Its kind is reward-model, or preference-data for pairs"
                + " that a judge makes of responses. Ctrl-C leaves the last checkpoint.")
final class TrainCommand implements Callable<Integer> {
    /** How long an interrupted run may take to end its step. */
    private static final long PATIENCE_SECONDS = 60;

    @Spec
    CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file (docs/models.md).")
    Path config;

    /** What a configuration asks for. */
    private enum Kind {
        REWARD_MODEL,
        PREFERENCE_DATA
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(config)) {
            throw new ParameterException(spec.commandLine(), "--config " + config + ": no such file");
        }
        ConfigFields fields = ConfigFields.read(config);
        Kind kind = fields.constant("kind", Kind.class, Optional.empty());
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            stopped.set(true);
            try {
                if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("assay: the step did not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return switch (kind) {
                case REWARD_MODEL -> rewardModel(fields, stopped);
                case PREFERENCE_DATA -> preferenceData(fields, stopped);
            };
        } finally {
            ended.countDown();
            if (!stopped.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private int rewardModel(ConfigFields fields, AtomicBoolean stopped) throws IOException {
        RewardModelTraining training = RewardModelTraining.of(fields);
        RewardModelTraining.Result result = training.run(stopped::get, System.err);
        if (result.skippedSteps() > 0) {
            System.err.printf(
                    "assay: %d steps were skipped, their loss or gradient was no finite number%n",
                    result.skippedSteps());
        }
        if (!result.finished()) {
            System.err.println("assay: stopped; what was saved last, if anything, is in " + training.output());
            return Main.NEGATIVE;
        }
        result.report().ifPresent(report -> spec.commandLine().getOut().print(report.text()));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%d examples, %d left out as too long, trained in %.1f s: %s%n",
                        result.examples(),
                        result.tooLong(),
                        result.seconds(),
                        training.output());
        spec.commandLine().getOut().flush();
        return Main.DONE;
    }

    private int preferenceData(ConfigFields fields, AtomicBoolean stopped) throws IOException, InterruptedException {
        try {
            PreferenceProcedure.Result result = PreferenceProcedure.run(fields, stopped::get, System.err);
            spec.commandLine().getOut().print(result.text());
            spec.commandLine().getOut().flush();
            return result.failed() > 0 ? Main.NEGATIVE : Main.DONE;
        } catch (AssayException e) {
            if (!stopped.get()) {
                throw e;
            }
            // Here, because the process ends as soon as the command does.
            System.err.println("assay: " + e.getMessage());
            return Main.NEGATIVE;
        }
    }
}
