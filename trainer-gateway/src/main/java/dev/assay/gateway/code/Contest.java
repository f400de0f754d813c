package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.compare.TokenRule;
import dev.assay.code.compare.Tokens;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.SourceFile;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The package that open-r1 installs in Piston for problems of Codeforces ({@code cf_python3}, and {@code c++17} with a
 * {@code grader_config}): the files are the submission, {@code input.txt}, {@code correct_output.txt},
 * {@code grader_config} with {@code TIME_LIMIT} in seconds, {@code MEMORY_LIMIT} in megabytes and {@code INPUT_MODE},
 * and, where there is one, {@code checker.py}, called with the three files and printing the score. The score is what
 * the answer says the run printed: 1 is accepted. Without a checker the outputs are compared token by token.
 */
final class Contest {
    private static final Map<String, String> LANGUAGES = Map.of("cf_python3", "python", "c++17", "cpp");
    private static final String INPUT = "input.txt";
    private static final String OUTPUT = "output.txt";
    private static final String ANSWER = "correct_output.txt";
    private static final String CONFIG = "grader_config";
    private static final String CHECKER = "checker.py";
    private static final Duration CHECKING = Duration.ofSeconds(10);

    private final ProgramRuns runs;

    Contest(ProgramRuns runs) {
        this.runs = runs;
    }

    /** Whether a request is one for the package. */
    static boolean isPackage(String language, List<SourceFile> files) {
        return LANGUAGES.containsKey(language)
                && files.stream().anyMatch(file -> file.name().equals(CONFIG));
    }

    ObjectNode run(String caller, String language, List<SourceFile> files) {
        Map<String, SourceFile> byName = new HashMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        Map<String, String> config = config(need(byName, CONFIG));
        byte[] input = need(byName, INPUT).content();
        byte[] answer = need(byName, ANSWER).content();
        boolean fromFile = config.getOrDefault("INPUT_MODE", "stdio").equals("file");
        RunRequest request = new RunRequest(
                fromFile ? new byte[0] : input,
                List.of(),
                fromFile ? List.of(new SourceFile(INPUT, input)) : List.of(),
                fromFile ? List.of(OUTPUT) : List.of(),
                runs.limits(
                        amount(config, "TIME_LIMIT").map(seconds -> Duration.ofMillis((long) (seconds * 1000))),
                        amount(config, "MEMORY_LIMIT").map(mib -> (long) (mib * (1 << 20)))));
        Program program = Program.of(
                LANGUAGES.getOrDefault(language, language), files.getFirst().content());
        ObjectNode out = Asked.JSON.createObjectNode();
        switch (runs.run(caller, program, request)) {
            case ProgramRuns.Result.NotCompiled(String message, Duration time) -> {
                Piston.compiled(out.putObject("compile"), 1, message, time);
                Piston.compiled(out.putObject("run"), 1, message, time);
            }
            case ProgramRuns.Result.Ran(Run run, Duration compiling) -> {
                Piston.compiled(out.putObject("compile"), 0, "", compiling);
                score(out.putObject("run"), run, grade(caller, run, fromFile, byName, input, answer));
            }
        }
        return out.put("language", language).put("version", "1.0.0");
    }

    private static void score(ObjectNode out, Run run, Grade grade) {
        out.put("stdout", grade.score()).put("stderr", grade.why()).put("output", grade.score() + grade.why());
        out.put("code", 0)
                .putNull("signal")
                .put("memory", run.peakBytes())
                .putNull("message")
                .putNull("status");
        out.put("cpu_time", run.cpu().toMillis()).put("wall_time", run.wall().toMillis());
    }

    private record Grade(String score, String why) {}

    private Grade grade(
            String caller, Run run, boolean fromFile, Map<String, SourceFile> files, byte[] input, byte[] answer) {
        if (!run.succeeded()) {
            return new Grade("0", why(run.ending()));
        }
        byte[] printed = run.stdout();
        if (fromFile && !run.files().isEmpty()) {
            printed = run.files().getFirst().content();
        }
        SourceFile checker = files.get(CHECKER);
        if (checker == null) {
            return new Tokens(new TokenRule.Strict()).compare(answer, printed).same()
                    ? new Grade("1", "")
                    : new Grade("0", "Output isn't correct");
        }
        RunRequest request = RunRequest.with(runs.limits(Optional.of(CHECKING), Optional.empty()))
                .withArguments(INPUT, ANSWER, "solution_output.txt")
                .withFiles(List.of(
                        new SourceFile(INPUT, input),
                        new SourceFile(ANSWER, answer),
                        new SourceFile("solution_output.txt", printed)));
        return switch (runs.run(caller, Program.of("python", checker.content()), request)) {
            case ProgramRuns.Result.Ran(Run checked, Duration _)
            when checked.succeeded() -> new Grade(checked.output().strip(), checked.errors());
            // A checker that ends badly on an output found nothing right in it.
            case ProgramRuns.Result.Ran(Run checked, Duration _) ->
                new Grade("0", "the checker ended with " + checked.ending() + "\n" + checked.errors());
            case ProgramRuns.Result.NotCompiled(String message, Duration _) ->
                throw new AssayException(ErrorCode.INVALID_FIELD, "checker.py cannot be used: " + message);
        };
    }

    private static String why(Ending ending) {
        return switch (ending) {
            case Ending.CpuLimit _, Ending.Idle _ -> "Time limit exceeded";
            case Ending.MemoryLimit _ -> "Memory limit exceeded";
            case Ending.OutputLimit _ -> "Output limit exceeded";
            case Ending.Exited(int code) -> "Runtime error: exit code " + code;
            case Ending.Signalled(int signal) -> "Runtime error: " + Signals.name(signal);
            case Ending.Trouble(String why) -> throw new IllegalStateException(why);
        };
    }

    private static SourceFile need(Map<String, SourceFile> files, String name) {
        SourceFile file = files.get(name);
        if (file == null) {
            throw new AssayException(ErrorCode.INVALID_FIELD, "the file " + name + " is missing");
        }
        return file;
    }

    private static Map<String, String> config(SourceFile file) {
        Map<String, String> config = new HashMap<>();
        for (String line : new String(file.content(), StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                config.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return config;
    }

    private static Optional<Double> amount(Map<String, String> config, String key) {
        try {
            return Optional.ofNullable(config.get(key)).map(Double::valueOf).filter(value -> value > 0 && value < 1e6);
        } catch (NumberFormatException e) {
            throw new AssayException(ErrorCode.INVALID_FIELD, CONFIG + ": " + key + " must be a number", e);
        }
    }
}
