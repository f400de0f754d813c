package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Language;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * {@code /submissions}, {@code /languages} and {@code /statuses} as Judge0 answers them, with {@code wait=true} or with
 * a token to ask again. Outputs are compared as Judge0 does: white space at the end of lines and of the text aside. The
 * newest {@value #KEPT} submissions are kept in memory; none survives a restart.
 */
public final class Judge0 {
    private static final int KEPT = 10_000;
    private static final int BATCH = 20;

    private final ProgramRuns runs;
    private final Executor executor;
    private final Map<String, Submission> submissions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Submission> eldest) {
            return size() > KEPT;
        }
    };

    /** @param executor runs what nobody waits for */
    public Judge0(ProgramRuns runs, Executor executor) {
        this.runs = runs;
        this.executor = executor;
    }

    /** A status with its id. */
    enum Status {
        IN_QUEUE("In Queue"),
        PROCESSING("Processing"),
        ACCEPTED("Accepted"),
        WRONG_ANSWER("Wrong Answer"),
        TIME_LIMIT_EXCEEDED("Time Limit Exceeded"),
        COMPILATION_ERROR("Compilation Error"),
        SIGSEGV("Runtime Error (SIGSEGV)"),
        SIGXFSZ("Runtime Error (SIGXFSZ)"),
        SIGFPE("Runtime Error (SIGFPE)"),
        SIGABRT("Runtime Error (SIGABRT)"),
        NZEC("Runtime Error (NZEC)"),
        OTHER("Runtime Error (Other)"),
        INTERNAL_ERROR("Internal Error"),
        EXEC_FORMAT_ERROR("Exec Format Error");

        private final String description;

        Status(String description) {
            this.description = description;
        }

        int id() {
            return ordinal() + 1;
        }
    }

    /** What is known of a submission. */
    private record Submission(
            String token, Status status, Optional<Run> run, Optional<String> compileOutput, String message) {
        static Submission of(String token, Status status, String message) {
            return new Submission(token, status, Optional.empty(), Optional.empty(), message);
        }
    }

    private record Task(Program program, RunRequest request, Optional<byte[]> expected) {}

    /** {@code POST /submissions}. */
    public Answer submit(String caller, byte[] body, boolean base64, boolean wait) {
        return Answers.orFailure(
                () -> {
                    Task task = task(Asked.of(body), base64);
                    String token = UUID.randomUUID().toString();
                    if (wait) {
                        Submission done = judge(caller, token, task);
                        keep(done);
                        return created(shown(done, base64));
                    }
                    queue(caller, token, task);
                    return created(Asked.JSON.createObjectNode().put("token", token));
                },
                Judge0::failure);
    }

    /** {@code POST /submissions/batch}. */
    public Answer submitAll(String caller, byte[] body, boolean base64) {
        return Answers.orFailure(
                () -> {
                    List<Asked> asked = Asked.of(body).objects("submissions");
                    if (asked.isEmpty() || asked.size() > BATCH) {
                        throw new AssayException(
                                ErrorCode.INVALID_FIELD, "number of submissions in a batch must be from 1 to " + BATCH);
                    }
                    List<Task> tasks =
                            asked.stream().map(one -> task(one, base64)).toList();
                    ArrayNode tokens = Asked.JSON.createArrayNode();
                    for (Task task : tasks) {
                        String token = UUID.randomUUID().toString();
                        queue(caller, token, task);
                        tokens.addObject().put("token", token);
                    }
                    return created(tokens);
                },
                Judge0::failure);
    }

    /** {@code GET /submissions/TOKEN}. */
    public Answer submission(String token, boolean base64) {
        return find(token)
                .map(found -> Answers.json(shown(found, base64)))
                .orElseGet(() -> Answers.json(
                        404, Map.of(), Asked.JSON.createObjectNode().put("error", "submission not found")));
    }

    /** {@code GET /submissions/batch?tokens=A,B}. */
    public Answer submissions(List<String> tokens, boolean base64) {
        ObjectNode answer = Asked.JSON.createObjectNode();
        ArrayNode all = answer.putArray("submissions");
        for (String token : tokens) {
            find(token).ifPresentOrElse(found -> all.add(shown(found, base64)), all::addNull);
        }
        return Answers.json(answer);
    }

    /** {@code GET /languages}. */
    public Answer languages() {
        ArrayNode languages = Asked.JSON.createArrayNode();
        Judge0Language.offered(runs)
                .forEach((id, language) -> languages
                        .addObject()
                        .put("id", id)
                        .put("name", language.name() + " (" + language.version().orElse("") + ")"));
        return Answers.json(languages);
    }

    /** {@code GET /statuses}. */
    public Answer statuses() {
        ArrayNode statuses = Asked.JSON.createArrayNode();
        for (Status status : Status.values()) {
            statuses.addObject().put("id", status.id()).put("description", status.description);
        }
        return Answers.json(statuses);
    }

    private void queue(String caller, String token, Task task) {
        keep(Submission.of(token, Status.IN_QUEUE, ""));
        executor.execute(() -> {
            Submission done;
            try {
                done = judge(caller, token, task);
            } catch (AssayException e) {
                done = Submission.of(token, Status.INTERNAL_ERROR, String.valueOf(e.getMessage()));
            }
            keep(done);
        });
    }

    private void keep(Submission submission) {
        synchronized (submissions) {
            submissions.put(submission.token(), submission);
        }
    }

    private Optional<Submission> find(String token) {
        synchronized (submissions) {
            return Optional.ofNullable(submissions.get(token));
        }
    }

    private Task task(Asked asked, boolean base64) {
        byte[] source =
                bytes(asked, "source_code", base64).orElseThrow(() -> asked.invalid("source_code", "is missing"));
        int id = asked.number("language_id")
                .orElseThrow(() -> asked.invalid("language_id", "is missing"))
                .intValue();
        Language language = Judge0Language.of(runs, id)
                .orElseThrow(() -> asked.invalid("language_id", "language with id " + id + " doesn't exist here"));
        if (asked.text("additional_files").isPresent()
                || asked.text("callback_url").isPresent()) {
            throw asked.invalid("additional_files", "and callback_url are not supported");
        }
        if (asked.flag("enable_network")) {
            throw asked.invalid("enable_network", "is never allowed");
        }
        Limits limits = runs.limits(
                Optional.of(asked.time("cpu_time_limit", 1).orElse(Duration.ofSeconds(5))),
                Optional.of(asked.bytes("memory_limit", 1 << 10).orElse(128L << 20)));
        Optional<Duration> wall = asked.time("wall_time_limit", 1);
        if (wall.isPresent() && wall.get().compareTo(limits.wall()) < 0) {
            limits = limits.withWall(wall.get());
        }
        RunRequest request = RunRequest.of(bytes(asked, "stdin", base64).orElse(new byte[0]), limits);
        Optional<String> arguments = asked.text("command_line_arguments").map(String::strip);
        if (arguments.isPresent() && !arguments.get().isEmpty()) {
            request = request.withArguments(arguments.get().replace("\0", "").split("\\s+"));
        }
        return new Task(Program.of(language.name(), source), request, bytes(asked, "expected_output", base64));
    }

    private static Optional<byte[]> bytes(Asked asked, String field, boolean base64) {
        return asked.text(field)
                .map(text -> base64 ? asked.base64(field, text) : text.getBytes(StandardCharsets.UTF_8));
    }

    private Submission judge(String caller, String token, Task task) {
        return switch (runs.run(caller, task.program(), task.request())) {
            case ProgramRuns.Result.NotCompiled(String message, Duration _) ->
                new Submission(token, Status.COMPILATION_ERROR, Optional.empty(), Optional.of(message), "");
            case ProgramRuns.Result.Ran(Run run, Duration _) ->
                new Submission(token, status(run, task.expected()), Optional.of(run), Optional.empty(), message(run));
        };
    }

    private static Status status(Run run, Optional<byte[]> expected) {
        return switch (run.ending()) {
            case Ending.Exited(int code)
            when code == 0 ->
                expected.isEmpty() || same(expected.get(), run.stdout()) ? Status.ACCEPTED : Status.WRONG_ANSWER;
            case Ending.Exited _ -> Status.NZEC;
            case Ending.Signalled(int signal) ->
                switch (Signals.name(signal)) {
                    case "SIGSEGV" -> Status.SIGSEGV;
                    case "SIGXFSZ" -> Status.SIGXFSZ;
                    case "SIGFPE" -> Status.SIGFPE;
                    case "SIGABRT" -> Status.SIGABRT;
                    default -> Status.OTHER;
                };
            case Ending.CpuLimit _, Ending.Idle _ -> Status.TIME_LIMIT_EXCEEDED;
            case Ending.MemoryLimit _ -> Status.OTHER;
            case Ending.OutputLimit _ -> Status.SIGXFSZ;
            case Ending.Trouble(String why) -> throw new IllegalStateException(why);
        };
    }

    private static String message(Run run) {
        return switch (run.ending()) {
            case Ending.Exited(int code) -> code == 0 ? "" : "Exited with error status " + code;
            case Ending.Signalled(int signal) -> "Caught fatal signal " + signal;
            case Ending.CpuLimit _, Ending.Idle _ -> "Time limit exceeded";
            case Ending.MemoryLimit _ -> "Memory limit exceeded";
            case Ending.OutputLimit _ -> "Output limit exceeded";
            case Ending.Trouble(String why) -> throw new IllegalStateException(why);
        };
    }

    /** Whether two texts are the same but for white space at the end of lines and of the text. */
    private static boolean same(byte[] expected, byte[] actual) {
        return lines(expected).equals(lines(actual));
    }

    private static List<String> lines(byte[] text) {
        List<String> lines = new ArrayList<>();
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n")) {
            lines.add(line.stripTrailing());
        }
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static ObjectNode shown(Submission submission, boolean base64) {
        ObjectNode out = Asked.JSON.createObjectNode();
        Optional<Run> run = submission.run();
        put(out, "stdout", run.map(Run::stdout).filter(bytes -> bytes.length > 0), base64);
        put(out, "stderr", run.map(Run::errors).filter(text -> !text.isEmpty()).map(Judge0::utf8), base64);
        put(out, "compile_output", submission.compileOutput().map(Judge0::utf8), base64);
        put(
                out,
                "message",
                Optional.of(submission.message())
                        .filter(text -> !text.isEmpty())
                        .map(Judge0::utf8),
                base64);
        run.ifPresentOrElse(
                done -> out.put(
                                "time",
                                String.format(
                                        java.util.Locale.ROOT,
                                        "%.3f",
                                        done.cpu().toNanos() / 1e9))
                        .put("memory", done.peakBytes() >> 10),
                () -> out.putNull("time").putNull("memory"));
        out.put("token", submission.token());
        out.putObject("status").put("id", submission.status().id()).put("description", submission.status().description);
        return out;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode out, String field, Optional<byte[]> text, boolean base64) {
        if (text.isEmpty()) {
            out.putNull(field);
        } else if (base64) {
            out.put(field, Base64.getEncoder().encodeToString(text.get()));
        } else {
            out.put(field, new String(text.get(), StandardCharsets.UTF_8));
        }
    }

    private static Answer created(com.fasterxml.jackson.databind.JsonNode body) {
        return Answers.json(201, Map.of(), body);
    }

    private static Answer failure(AssayException failure) {
        int status = failure.code() == ErrorCode.INVALID_FIELD ? 422 : Problems.status(failure.code());
        return Answers.failure(failure, status, "error");
    }
}
