package dev.assay.deploy;

import dev.assay.deploy.demo.DemoCommand;
import dev.assay.deploy.judge.JudgeCommand;
import dev.assay.deploy.judge.TestsCommand;
import dev.assay.reward.AssayException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "assay",
        description = "Scores what language models write, with a reason for every score.",
        mixinStandardHelpOptions = true,
        version = "assay 0.1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ScoreCommand.class,
            VerifyCommand.class,
            JudgeCommand.class,
            TestsCommand.class,
            ReplayCommand.class,
            DoctorCommand.class,
        },
        footer = {
            "",
            "Also: ./assay generate (samples from a checkpoint), ./assay classify (scores with a reward model), ./assay train (makes one), ./assay test (the test suite), ./assay prove [NAME]",
            "(the long proofs), ./assay bench [NAME].",
            "Exit codes: 0 done; 1 done, with a negative result; 2 flags, recipe or file that cannot be used;",
            "3 the environment lacks something or our own side failed."
        })
final class Main implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
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
            command.getErr().println("assay: " + wrongUsage(e));
            CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
            command.getErr()
                    .println("Try './" + command.getCommandSpec().qualifiedName() + " --help' for what is allowed.");
            return ExitCode.USAGE;
        });
        return line.execute(args);
    }

    /** Picocli's own words, but for a mistyped command. */
    private static String wrongUsage(ParameterException e) {
        boolean root = e.getCommandLine().getParent() == null;
        if (root && e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return "there is no command '" + unmatched.getUnmatched().getFirst() + "'; there are: "
                    + String.join(", ", e.getCommandLine().getSubcommands().keySet())
                    + ", generate, classify, train, test, prove, bench";
        }
        return String.valueOf(e.getMessage());
    }

    private static int exitCode(Exception e) {
        if (e instanceof AssayException known) {
            return switch (known.code()) {
                case UNKNOWN_RECIPE, INVALID_RECIPE, UNKNOWN_TASK, INVALID_FIELD, UNREADABLE, TOO_LARGE ->
                    ExitCode.USAGE;
                case OVERLOADED, UNAVAILABLE, DEADLINE, CONFIGURATION, INTERNAL -> ExitCode.ENVIRONMENT;
            };
        }
        return ExitCode.ENVIRONMENT;
    }

    /** One line that a person can act on. */
    static String message(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return "the disk is full: free some space, or write elsewhere";
            }
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        List<String> lines =
                String.valueOf(e.getMessage()).lines().map(String::strip).toList();
        if (e.getMessage() == null || lines.isEmpty()) {
            return e.toString();
        }
        // What only announces is nothing to act on.
        return lines.size() > 1 && lines.getFirst().endsWith(":")
                ? lines.getFirst() + " " + lines.get(1)
                : lines.getFirst();
    }
}
