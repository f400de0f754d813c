package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Language;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.SourceFile;
import dev.assay.gateway.rest.Answer;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/v2/execute} and {@code GET /api/v2/runtimes} as Piston answers them. Times are of the processor,
 * with five seconds more on the clock. The contest packages that open-r1 installs are answered by {@link Contest}.
 */
public final class Piston {
    private final ProgramRuns runs;
    private final Contest contest;

    public Piston(ProgramRuns runs) {
        this.runs = runs;
        this.contest = new Contest(runs);
    }

    /** Runs a program. */
    public Answer execute(String caller, byte[] body) {
        return Answers.orFailure(() -> run(caller, Asked.of(body)), e -> Answers.failure(e, "message"));
    }

    private Answer run(String caller, Asked asked) {
        String language = asked.need("language");
        asked.need("version");
        List<SourceFile> files = files(asked);
        if (Contest.isPackage(language, files)) {
            return Answers.json(contest.run(caller, language, files));
        }
        Optional<Language> known = runs.language(language);
        if (known.isEmpty()) {
            throw new AssayException(
                    ErrorCode.INVALID_FIELD, language + "-" + asked.need("version") + " runtime is unknown");
        }
        Optional<Duration> time = shorter(granted(asked, "run_timeout"), granted(asked, "run_cpu_time"));
        granted(asked, "compile_timeout");
        granted(asked, "compile_cpu_time");
        RunRequest request = new RunRequest(
                asked.text("stdin").orElse("").getBytes(StandardCharsets.UTF_8),
                arguments(asked),
                List.of(),
                List.of(),
                runs.limits(time.or(() -> Optional.of(Duration.ofSeconds(3))), asked.bytes("run_memory_limit", 1)));
        return Answers.json(
                answer(known.get(), runs.run(caller, new Program(known.get().name(), files), request)));
    }

    /** A time in milliseconds; more than is granted is refused, as Piston does. */
    private Optional<Duration> granted(Asked asked, String field) {
        Optional<Duration> time = asked.time(field, 1e-3);
        if (time.isPresent() && time.get().compareTo(runs.limits().longest()) > 0) {
            throw asked.invalid(
                    field,
                    "cannot exceed the configured limit of "
                            + runs.limits().longest().toMillis());
        }
        return time;
    }

    private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent() && other.get().compareTo(one.get()) < 0
                ? other
                : one.or(() -> other);
    }

    private static List<String> arguments(Asked asked) {
        List<String> arguments = asked.texts("args");
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw asked.invalid("args", "holds a NUL");
        }
        return arguments;
    }

    private static List<SourceFile> files(Asked asked) {
        List<SourceFile> files = new ArrayList<>();
        for (Asked file : asked.objects("files")) {
            String content = file.need("content");
            byte[] bytes = switch (file.text("encoding").orElse("utf8")) {
                case "base64" -> file.base64("content", content);
                case "hex" -> hex(file, content);
                case "utf8" -> content.getBytes(StandardCharsets.UTF_8);
                default -> throw file.invalid("encoding", "must be utf8, base64 or hex");
            };
            // Piston names a file without a name itself; the first one is the program.
            String name = file.text("name").orElse(files.isEmpty() ? "" : "file" + files.size() + ".code");
            files.add(name.isEmpty() ? new SourceFile("", bytes) : file.file(name, bytes));
        }
        if (files.isEmpty()) {
            throw asked.invalid("files", "must have at least one element");
        }
        return files;
    }

    private static byte[] hex(Asked file, String content) {
        try {
            return HexFormat.of().parseHex(content);
        } catch (IllegalArgumentException e) {
            throw file.invalid("content", "is no hexadecimal");
        }
    }

    private static ObjectNode answer(Language language, ProgramRuns.Result result) {
        ObjectNode answer = Asked.JSON.createObjectNode();
        switch (result) {
            case ProgramRuns.Result.NotCompiled(String message, Duration time) -> {
                compiled(answer.putObject("compile"), 1, message, time);
                compiled(answer.putObject("run"), 1, message, time);
            }
            case ProgramRuns.Result.Ran(Run run, Duration compiling) -> stage(answer.putObject("run"), run);
        }
        return answer.put("language", language.name()).put("version", version(language));
    }

    static void compiled(ObjectNode stage, int code, String message, Duration time) {
        stage.put("stdout", "").put("stderr", message).put("code", code).putNull("signal");
        stage.put("output", message).putNull("memory").putNull("message").putNull("status");
        stage.put("cpu_time", time.toMillis()).put("wall_time", time.toMillis());
    }

    private static void stage(ObjectNode stage, Run run) {
        String stdout = run.output();
        String stderr = run.errors();
        stage.put("stdout", stdout).put("stderr", stderr).put("output", stdout + stderr);
        stage.put("memory", run.peakBytes());
        switch (run.ending()) {
            case Ending.Exited(int code) -> ended(stage, Optional.of(code), "", code == 0 ? "" : "RE", "");
            case Ending.Signalled(int signal) ->
                ended(stage, Optional.empty(), Signals.name(signal), "SG", "Caught signal " + Signals.name(signal));
            case Ending.CpuLimit _, Ending.Idle _ ->
                ended(stage, Optional.empty(), "SIGKILL", "TO", "Time limit exceeded");
            case Ending.MemoryLimit _ -> ended(stage, Optional.empty(), "SIGKILL", "SG", "Memory limit exceeded");
            case Ending.OutputLimit _ -> ended(stage, Optional.empty(), "SIGKILL", "OL", "Output limit exceeded");
            case Ending.Trouble(String why) -> throw new IllegalStateException(why);
        }
        stage.put("cpu_time", run.cpu().toMillis()).put("wall_time", run.wall().toMillis());
    }

    private static void ended(ObjectNode stage, Optional<Integer> code, String signal, String status, String message) {
        code.ifPresentOrElse(number -> stage.put("code", number), () -> stage.putNull("code"));
        put(stage, "signal", signal);
        put(stage, "status", status);
        put(stage, "message", message);
    }

    private static void put(ObjectNode stage, String field, String value) {
        if (value.isEmpty()) {
            stage.putNull(field);
        } else {
            stage.put(field, value);
        }
    }

    /** The languages that are here. */
    public Answer runtimes() {
        ArrayNode runtimes = Asked.JSON.createArrayNode();
        for (Language language : runs.languages()) {
            ObjectNode runtime = runtimes.addObject();
            runtime.put("language", language.name()).put("version", version(language));
            ArrayNode aliases = runtime.putArray("aliases");
            language.aliases().forEach(aliases::add);
        }
        return Answers.json(runtimes);
    }

    /** The first number with dots in what the tool says of itself: clients expect a semantic version. */
    static String version(Language language) {
        String said = language.version().orElse("");
        int start = 0;
        while (start < said.length() && !Character.isDigit(said.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < said.length() && (Character.isDigit(said.charAt(end)) || said.charAt(end) == '.')) {
            end++;
        }
        return start == end ? "0.0.0" : said.substring(start, end);
    }
}
