package dev.assay.deploy.judge;

import dev.assay.code.reward.SharedJudge;
import dev.assay.code.suite.BuiltSuite;
import dev.assay.code.suite.Problem;
import dev.assay.code.suite.ProblemReader;
import dev.assay.code.suite.SuiteBuilder;
import dev.assay.code.suite.SuiteForm;
import dev.assay.deploy.ExitCode;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./assay tests}. */
@Command(
        name = "tests",
        mixinStandardHelpOptions = true,
        description = "Builds test suites.",
        subcommands = TestsCommand.Build.class)
public final class TestsCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: build");
    }

    /** {@code ./assay tests build}. */
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Makes a suite of generators, correct and wrong submissions; exit 1 where a wrong submission"
                    + " passes all that was found.")
    static final class Build implements Callable<Integer> {
        @Option(
                names = "--problem",
                required = true,
                paramLabel = "FILE",
                description = "JSON: language, generators, inputs, validator, correct, wrong, checker, limits.")
        Path problem;

        @Option(
                names = "--out",
                required = true,
                paramLabel = "FILE",
                description = "Where the JSON of reference.code goes.")
        Path out;

        @Option(
                names = "--most",
                defaultValue = "50",
                paramLabel = "N",
                description = "The most tests that are kept (default: ${DEFAULT-VALUE}).")
        int most;

        @Option(names = "--json", description = "The report as one line of JSON.")
        boolean json;

        @Override
        public Integer call() throws IOException {
            PrintStream report = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            if (!Files.isRegularFile(problem)) {
                throw new AssayException(ErrorCode.INVALID_FIELD, "--problem " + problem + ": no such file");
            }
            if (most < 1) {
                throw new AssayException(ErrorCode.INVALID_FIELD, "--most must be above 0, not " + most);
            }
            try {
                Problem read = ProblemReader.read(Files.readAllBytes(problem));
                BuiltSuite suite = new SuiteBuilder(SharedJudge.get())
                        .build(read, most, Deadline.after(Duration.ofDays(1)), System.err::println);
                if (suite.troubles() > 0) {
                    throw new AssayException(
                            ErrorCode.INTERNAL, suite.troubles() + " submissions could not be judged; nothing is kept");
                }
                Files.writeString(out, SuiteForm.reference(read, suite));
                report.println(json ? SuiteForm.report(suite) : text(suite));
                return suite.tests().isEmpty() || !suite.uncaught().isEmpty() ? ExitCode.NEGATIVE : ExitCode.DONE;
            } catch (IllegalArgumentException e) {
                throw new AssayException(ErrorCode.INVALID_FIELD, "--problem " + problem + ": " + e.getMessage(), e);
            }
        }

        private static String text(BuiltSuite suite) {
            return String.format(
                    Locale.ROOT,
                    "%d tests of %d inputs (%d invalid, %d crashed, %d disputed)%n"
                            + "correct submissions accepted: %d of %d (%.1f %%)%n"
                            + "wrong submissions rejected: %d of %d (%.1f %%)%s",
                    suite.tests().size(),
                    suite.made(),
                    suite.invalid(),
                    suite.crashed(),
                    suite.disputed(),
                    suite.correctAccepted(),
                    suite.correct(),
                    100 * suite.truePositiveRate(),
                    suite.caught(),
                    suite.wrong(),
                    100 * suite.trueNegativeRate(),
                    suite.uncaught().isEmpty() ? "" : "; not rejected: " + suite.uncaught());
        }
    }
}
