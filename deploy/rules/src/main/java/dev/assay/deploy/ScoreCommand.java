package dev.assay.deploy;

import dev.assay.deploy.child.ModelsFlags;
import dev.assay.deploy.child.ModelsOnDemand;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.Recipes;
import dev.assay.reward.RewardFunction;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Scores a file of rollouts in process, one JSON line each; exit 1 where a line has an error.")
final class ScoreCommand implements Callable<Integer> {
    private static final String STANDARD = "-";

    @Spec
    CommandSpec spec;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--in", required = true, paramLabel = "F.jsonl", description = "Rollouts, one a line; - for stdin.")
    String in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "G.jsonl",
            description = "Where the rewards go, in the order of the input; - for stdout.")
    String out;

    @Option(
            names = "--recipe",
            defaultValue = "accuracy",
            paramLabel = "NAME_OR_FILE",
            description = "A shipped recipe or a YAML file (default: ${DEFAULT-VALUE}).")
    String recipe;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Compute threads, 1 to 1024 (default: twice the cores).")
    @Nullable Integer threads;

    @Option(
            names = "--rescore",
            paramLabel = "REWARDS.jsonl",
            description =
                    "Stored rewards of the rollouts in --in: their components are combined anew, no function is called.")
    @Nullable Path rescore;

    @Option(
            names = "--scored-by",
            paramLabel = "NAME_OR_FILE",
            description = "A recipe of one's own that the rewards of --rescore were given by; may be repeated.")
    List<String> scoredBy = List.of();

    @Mixin
    ModelsFlags models;

    @Override
    public Integer call() throws IOException {
        // Nobody waits for a single rollout of a file, and a loaded machine must not change what is written.
        ScoringOptions options = ScoringOptions.defaults().withFunctionTimeout(PATIENCE);
        if (threads != null) {
            if (threads < 1 || threads > 1024) {
                throw new ParameterException(spec.commandLine(), "--threads must be from 1 to 1024, not " + threads);
            }
            options = options.withThreads(threads);
        }
        Recipes recipes = Recipes.shipped();
        Recipe chosen = recipes.nameOrFile(recipe);
        if (!in.equals(STANDARD) && !Files.isReadable(Path.of(in))) {
            throw new ParameterException(spec.commandLine(), "--in " + in + ": no such file, or not readable");
        }
        if (!in.equals(STANDARD) && Files.isDirectory(Path.of(in))) {
            throw new ParameterException(spec.commandLine(), "--in " + in + " is a folder; name a file");
        }
        if (!out.equals(STANDARD) && Files.isDirectory(Path.of(out))) {
            throw new ParameterException(spec.commandLine(), "--out " + out + " is a folder; name a file");
        }
        if (!in.equals(STANDARD)
                && !out.equals(STANDARD)
                && Files.exists(Path.of(out))
                && Files.isSameFile(Path.of(in), Path.of(out))) {
            throw new ParameterException(spec.commandLine(), "--in and --out are the same file");
        }
        Path folder =
                out.equals(STANDARD) ? null : Path.of(out).toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "--out " + out + ": no folder " + folder);
        }
        if (rescore != null) {
            return rescore(rescore, recipes, chosen);
        }
        if (!scoredBy.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--scored-by goes with --rescore");
        }
        models.options();
        try (ModelsOnDemand rewardModels = new ModelsOnDemand(models);
                Scoring scoring =
                        new Scoring(functions(chosen, rewardModels), recipes.with(chosen), options, _ -> {})) {
            scoring.check(chosen);
            try (InputStream input = input();
                    OutputStream output = output()) {
                OptionalLong size =
                        in.equals(STANDARD) ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(in)));
                ScoreFile file = new ScoreFile(scoring, chosen, new Progress("scored", "rollouts", size));
                ScoreFile.Totals totals = file.run(input, output);
                System.err.println(totals);
                return totals.errors() == 0 ? ExitCode.DONE : ExitCode.NEGATIVE;
            }
        }
    }

    private Functions functions(Recipe chosen, ModelsOnDemand rewardModels) {
        List<RewardFunction> functions =
                new ArrayList<>(Functions.installed(_ -> true).all());
        if (ModelsFlags.needed(chosen)) {
            functions.addAll(rewardModels.functions());
        }
        return new Functions(functions);
    }

    private int rescore(Path rewards, Recipes recipes, Recipe chosen) throws IOException {
        if (!Files.isRegularFile(rewards) || !Files.isReadable(rewards)) {
            throw new ParameterException(
                    spec.commandLine(), "--rescore " + rewards + ": no such file, or not readable");
        }
        if (!out.equals(STANDARD) && Files.exists(Path.of(out)) && Files.isSameFile(rewards, Path.of(out))) {
            throw new ParameterException(spec.commandLine(), "--rescore and --out are the same file");
        }
        List<Recipe> known = new ArrayList<>(recipes.all());
        known.add(chosen);
        for (String recipe : scoredBy) {
            known.add(recipes.nameOrFile(recipe));
        }
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(rewards), 1 << 16);
                InputStream input = input();
                OutputStream output = output()) {
            OptionalLong size = in.equals(STANDARD) ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(in)));
            RescoreFile file = new RescoreFile(chosen, known, new Progress("rescored", "rollouts", size));
            ScoreFile.Totals totals = file.run(stored, input, output);
            System.err.println(totals);
            return totals.errors() == 0 ? ExitCode.DONE : ExitCode.NEGATIVE;
        }
    }

    private InputStream input() throws IOException {
        return in.equals(STANDARD)
                ? new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16)
                : new BufferedInputStream(Files.newInputStream(Path.of(in)), 1 << 16);
    }

    private OutputStream output() throws IOException {
        return out.equals(STANDARD)
                ? new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)
                : new BufferedOutputStream(Files.newOutputStream(Path.of(out)), 1 << 16);
    }
}
