package dev.assay.deploy.models;

import dev.assay.reward.AssayException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that need a model. */
@Command(
        name = "assay",
        description = "Works with model checkpoints.",
        mixinStandardHelpOptions = true,
        version = "assay 0.1.0",
        subcommands = {GenerateCommand.class, ClassifyCommand.class, TrainCommand.class, ServeModelsCommand.class})
final class Main implements Runnable {
    static final int DONE = 0;
    static final int NEGATIVE = 1;
    static final int USAGE = 2;
    static final int ENVIRONMENT = 3;

    /** Kept, or the JDK forgets its level. */
    private static final Logger DJL = Logger.getLogger("ai.djl");

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
        DJL.setLevel(Level.SEVERE);
        System.exit(execute(args));
    }

    static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((e, command, _) -> {
            command.getErr().println("assay: " + message(e));
            return exitCode(e);
        });
        line.setParameterExceptionHandler((e, _) -> {
            CommandLine command = e.getCommandLine();
            command.getErr().println("assay: " + e.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
            command.getErr()
                    .println("Try './" + command.getCommandSpec().qualifiedName() + " --help' for what is allowed.");
            return USAGE;
        });
        return line.execute(args);
    }

    private static int exitCode(Exception e) {
        if (e instanceof AssayException known) {
            return switch (known.code()) {
                case UNKNOWN_RECIPE,
                        INVALID_RECIPE,
                        UNKNOWN_TASK,
                        INVALID_FIELD,
                        UNREADABLE,
                        TOO_LARGE,
                        CONFIGURATION -> USAGE;
                case OVERLOADED, UNAVAILABLE, DEADLINE, INTERNAL -> ENVIRONMENT;
            };
        }
        return ENVIRONMENT;
    }

    private static String message(Exception e) {
        if (e instanceof FileSystemException file) {
            // Without a reason the kind is all that is known: no such file, file already exists.
            String kind = file.getClass().getSimpleName().replace("Exception", "");
            String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
            return file.getFile() + ": " + Optional.ofNullable(file.getReason()).orElse(words);
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
