package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.SourceFile;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.reward.AssayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /run_code} as SandboxFusion answers it: always 200, with what became of compiling and running. Trouble of
 * ours is 504 and not SandboxFusion's own {@code SandboxError}, because verl's client repeats the one and turns the
 * other into a reward of 0.
 */
public final class SandboxFusion {
    private static final Map<String, String> LANGUAGES = Map.of(
            "nodejs", "javascript",
            "kotlin_script", "kotlin",
            "pytest", "python");

    private final ProgramRuns runs;

    public SandboxFusion(ProgramRuns runs) {
        this.runs = runs;
    }

    /** Runs a program. */
    public Answer runCode(String caller, byte[] body) {
        return Answers.orFailure(() -> run(caller, body), SandboxFusion::failure);
    }

    static Answer failure(AssayException failure) {
        int status = failure.code().isTransient() ? 504 : Problems.status(failure.code());
        return Answers.failure(failure, status, "detail");
    }

    /** Our name of a language. */
    static String language(String name) {
        return LANGUAGES.getOrDefault(name, name);
    }

    private Answer run(String caller, byte[] body) {
        Asked asked = Asked.of(body);
        String language = asked.text("language").orElse("python");
        String name = language(language);
        if (runs.language(name).isEmpty()) {
            throw asked.invalid("language", "'" + language + "' is not here");
        }
        byte[] stdin = asked.text("stdin").orElse("").getBytes(StandardCharsets.UTF_8);
        RunRequest request = new RunRequest(
                stdin,
                List.of(),
                files(asked),
                asked.fileNames("fetch_files"),
                runs.limits(asked.time("run_timeout", 1), asked.bytes("memory_limit_MB", 1 << 20)));
        return Answers.json(answer(runs.run(caller, Program.of(name, asked.need("code")), request)));
    }

    private static List<SourceFile> files(Asked asked) {
        List<SourceFile> files = new ArrayList<>();
        Optional<Asked> given = asked.object("files");
        if (given.isPresent()) {
            for (String name : given.get().names()) {
                Optional<String> content = given.get().text(name);
                if (content.isPresent()) {
                    files.add(given.get().file(name, given.get().base64(name, content.get())));
                }
            }
        }
        return files;
    }

    static ObjectNode answer(ProgramRuns.Result result) {
        ObjectNode answer = Asked.JSON.createObjectNode();
        switch (result) {
            case ProgramRuns.Result.NotCompiled(String message, Duration time) -> {
                answer.put("status", "Failed").put("message", "");
                stage(answer.putObject("compile_result"), "Finished", time, "", message)
                        .put("return_code", 1);
                answer.putNull("run_result");
                answer.putObject("files");
            }
            case ProgramRuns.Result.Ran(Run run, Duration compiling) -> {
                answer.put("status", run.succeeded() ? "Success" : "Failed").put("message", "");
                answer.putNull("compile_result");
                ran(answer.putObject("run_result"), run);
                ObjectNode files = answer.putObject("files");
                for (SourceFile file : run.files()) {
                    files.put(file.name(), Base64.getEncoder().encodeToString(file.content()));
                }
            }
        }
        answer.putNull("executor_pod_name");
        return answer;
    }

    private static void ran(ObjectNode out, Run run) {
        switch (run.ending()) {
            case Ending.Exited(int code) ->
                stage(out, "Finished", run.wall(), run.output(), run.errors()).put("return_code", code);
            case Ending.Signalled(int signal) ->
                stage(out, "Finished", run.wall(), run.output(), run.errors()).put("return_code", -signal);
            case Ending.CpuLimit _, Ending.Idle _ ->
                stage(out, "TimeLimitExceeded", run.wall(), run.output(), run.errors())
                        .putNull("return_code");
            case Ending.MemoryLimit _ ->
                stage(out, "Finished", run.wall(), run.output(), run.errors() + "\nmemory limit exceeded")
                        .put("return_code", -9);
            case Ending.OutputLimit _ ->
                stage(out, "Finished", run.wall(), run.output(), run.errors() + "\noutput limit exceeded")
                        .put("return_code", -25);
            case Ending.Trouble(String why) -> throw new IllegalStateException(why);
        }
    }

    private static ObjectNode stage(ObjectNode out, String status, Duration time, String stdout, String stderr) {
        return out.put("status", status)
                .put("execution_time", time.toNanos() / 1e9)
                .put("stdout", stdout)
                .put("stderr", stderr);
    }
}
