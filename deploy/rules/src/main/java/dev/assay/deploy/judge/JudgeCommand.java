package dev.assay.deploy.judge;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.JudgementForm;
import dev.assay.code.judge.Scoring;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.judge.SuiteReader;
import dev.assay.code.judge.TestResult;
import dev.assay.code.reward.SharedJudge;
import dev.assay.code.run.Language;
import dev.assay.code.run.Limits;
import dev.assay.code.verdict.Finding;
import dev.assay.deploy.ExitCode;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./assay judge}. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Judges a program by its tests; exit 1 where it is not accepted.")
public final class JudgeCommand implements Callable<Integer> {
    @Option(names = "--lang", required = true, paramLabel = "LANG", description = "The language of the program.")
    String language;

    @Option(names = "--source", required = true, paramLabel = "FILE", description = "The program.")
    Path source;

    @Option(
            names = "--tests",
            required = true,
            paramLabel = "DIR_OR_FILE",
            description = "A folder of NAME.in with NAME.out or NAME.ans, or a file with the JSON of reference.code.")
    Path tests;

    @Option(
            names = "--time-limit",
            paramLabel = "T",
            converter = Quantities.Time.class,
            description = "Processor time of each test, such as 2s (default: the file's, else 10s).")
    @Nullable Duration timeLimit;

    @Option(
            names = "--memory-limit",
            paramLabel = "M",
            converter = Quantities.Size.class,
            description = "Memory of each test, such as 256m (default: the file's, else 512m).")
    @Nullable Long memoryLimit;

    @Option(
            names = "--checker",
            paramLabel = "C",
            description =
                    "tokens (default), lines, exact, layout, unordered-lines, unordered-tokens, ignore-case, yes-no,"
                            + " float[:TOLERANCE], the source file of a checker, interactor:FILE, or JSON.")
    @Nullable String checker;

    @Option(names = "--json", description = "The full verdict as one line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Judge judge = SharedJudge.get();
        List<Language> languages = judge.sandbox().languages();
        Optional<Language> chosen = judge.sandbox().language(language);
        if (chosen.isEmpty()) {
            throw unusable("--lang " + language + ": there are "
                    + String.join(", ", languages.stream().map(Language::name).toList()));
        }
        if (!Files.isRegularFile(source)) {
            throw unusable("--source " + source + ": no such file");
        }
        if (!Files.exists(tests)) {
            throw unusable("--tests " + tests + ": no such folder or file");
        }
        Suite suite = suite(languages);
        if (!chosen.get().available()) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    chosen.get().name() + " is not on this machine: "
                            + chosen.get().install());
        }
        Submission submission = new Submission(language, Files.readString(source, StandardCharsets.UTF_8));
        Judgement judgement = judge.judgeAll(submission, suite, Deadline.after(Duration.ofDays(1)));
        if (json) {
            out.println(JudgementForm.write(judgement, true));
        } else {
            print(judgement, out);
        }
        return switch (judgement.cause()) {
            case PROGRAM -> judgement.accepted() ? ExitCode.DONE : ExitCode.NEGATIVE;
            case REFERENCE -> ExitCode.USAGE;
            case SANDBOX, DEADLINE -> ExitCode.ENVIRONMENT;
        };
    }

    private Suite suite(List<Language> languages) throws IOException {
        Optional<String> check = checker == null ? Optional.empty() : Optional.of(CheckerFlag.json(checker, languages));
        try {
            if (Files.isDirectory(tests)) {
                boolean answers = check.isEmpty()
                        || !(check.get().contains("\"program\"") || check.get().contains("\"interactor\""));
                return SuiteReader.stdio(
                        TestFiles.folder(tests, answers),
                        check,
                        language,
                        new Scoring.AllOrNothing(),
                        limits(Limits.defaults()));
            }
            Reference.Code file = TestFiles.file(tests, language);
            Reference.Code asked = new Reference.Code(
                    file.language(),
                    timeLimit == null ? file.timeLimitMs() : OptionalLong.of(timeLimit.toMillis()),
                    memoryLimit == null ? file.memoryLimitMb() : OptionalInt.of((int) (memoryLimit >> 20)),
                    file.tests(),
                    check.or(file::checkerJson));
            return SuiteReader.read(asked, List.of(), new Scoring.AllOrNothing());
        } catch (IllegalArgumentException e) {
            throw unusable("--tests " + tests + ": " + e.getMessage());
        }
    }

    private Limits limits(Limits limits) {
        Limits timed = timeLimit == null ? limits : limits.withCpu(timeLimit);
        return memoryLimit == null ? timed : timed.withMemory(memoryLimit);
    }

    private static void print(Judgement judgement, PrintStream out) {
        int width = judgement.tests().stream()
                .mapToInt(test -> test.name().length())
                .max()
                .orElse(0);
        for (TestResult test : judgement.tests()) {
            Finding finding = test.finding();
            out.println(String.format(
                            Locale.ROOT,
                            "%-" + Math.max(1, Math.min(60, width)) + "s  %-4s %7d ms %8.1f MiB  %s",
                            Evidence.line(test.name()),
                            finding.verdict().code(),
                            finding.cpu().toMillis(),
                            finding.peakBytes() / (double) Limits.MIB,
                            Evidence.line(finding.detail()))
                    .stripTrailing());
        }
        if (!judgement.message().isEmpty()) {
            out.println(judgement.message().strip());
        }
        String trust = judgement.trusted() ? "" : "; not trusted, the exit code decided";
        if (judgement.scored()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %s, %d of %d tests passed, score %s%s",
                    judgement.accepted() ? "accepted" : "not accepted",
                    judgement.verdict().code(),
                    judgement.passed(),
                    judgement.total(),
                    judgement.score(),
                    trust));
        } else {
            out.println("no verdict: " + judgement.cause());
        }
    }

    private static AssayException unusable(String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, message);
    }
}
