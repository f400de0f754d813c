package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /run} as go-judge answers it: one command in a box that sees the tools of this machine and the files that
 * the request copies in. Files that are kept have an id for the next request. Several commands with pipes between them,
 * and files of the host ({@code src}), are refused.
 */
public final class GoJudge {
    private final ProgramRuns runs;
    private final KeptFiles kept = new KeptFiles();

    public GoJudge(ProgramRuns runs) {
        this.runs = runs;
    }

    /** Runs a command. */
    public Answer run(String caller, byte[] body) {
        return Answers.orFailure(() -> answer(caller, Asked.of(body)), e -> Answers.failure(e, "error"));
    }

    /** {@code GET /file/ID}. */
    public Answer file(String id) {
        return kept.find(id)
                .map(file -> new Answer(200, "application/octet-stream", Map.of(), file.content()))
                .orElseGet(GoJudge::unknown);
    }

    /** {@code DELETE /file/ID}. */
    public Answer remove(String id) {
        return kept.remove(id) ? new Answer(200, "text/plain", Map.of(), new byte[0]) : unknown();
    }

    private static Answer unknown() {
        return Answers.json(404, Map.of(), Asked.JSON.createObjectNode().put("error", "no such file"));
    }

    private Answer answer(String caller, Asked asked) {
        List<Asked> commands = asked.objects("cmd");
        if (commands.size() != 1 || !asked.list("pipeMapping").isEmpty()) {
            throw asked.invalid("cmd", "must hold one command; pipes between several are not supported");
        }
        Asked command = commands.getFirst();
        List<String> arguments = command.texts("args");
        if (arguments.isEmpty()) {
            throw command.invalid("args", "is empty");
        }
        CopyOut out = new CopyOut(command);
        RunRequest request = new RunRequest(stdin(command), List.of(), copyIn(command), out.names(), limits(command));
        Program program = Program.of(ProgramRuns.COMMAND, script(command, arguments));
        return switch (runs.run(caller, program, request)) {
            case ProgramRuns.Result.Ran(Run run, Duration _) -> {
                ArrayNode results = Asked.JSON.createArrayNode();
                out.write(results.addObject(), run, kept);
                yield Answers.json(results);
            }
            case ProgramRuns.Result.NotCompiled(String message, Duration _) ->
                throw new AssayException(ErrorCode.INTERNAL, message);
        };
    }

    private static String script(Asked command, List<String> arguments) {
        StringBuilder script = new StringBuilder();
        for (String variable : command.texts("env")) {
            int equals = variable.indexOf('=');
            if (equals < 1 || !variable.substring(0, equals).chars().allMatch(GoJudge::isNamePart)) {
                throw command.invalid("env", "must hold NAME=VALUE");
            }
            script.append("export ").append(quoted(variable)).append('\n');
        }
        script.append("exec");
        arguments.forEach(argument -> script.append(' ').append(quoted(argument)));
        return script.append('\n').toString();
    }

    private static boolean isNamePart(int c) {
        return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private byte[] stdin(Asked command) {
        List<JsonNode> files = command.list("files");
        return files.isEmpty() || files.getFirst().isNull()
                ? new byte[0]
                : content(Asked.of(files.getFirst(), "files[0]")).orElse(new byte[0]);
    }

    private Optional<byte[]> content(Asked file) {
        if (file.node("src").isPresent()) {
            throw file.invalid("src", "names a file of the host, which no command may read");
        }
        Optional<String> id = file.text("fileId");
        if (id.isPresent()) {
            return Optional.of(kept.find(id.get())
                    .orElseThrow(() -> file.invalid("fileId", "'" + id.get() + "' is not known"))
                    .content());
        }
        return file.text("content").map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private List<SourceFile> copyIn(Asked command) {
        List<SourceFile> files = new ArrayList<>();
        Optional<Asked> given = command.object("copyIn");
        if (given.isPresent()) {
            for (String name : given.get().names()) {
                Asked file = given.get().object(name).orElseThrow(() -> command.invalid("copyIn", "holds null"));
                byte[] content = content(file).orElseThrow(() -> file.invalid("content", "is missing"));
                SourceFile named = given.get().file(name, content);
                files.add(new SourceFile(named.name(), named.content(), true));
            }
        }
        return files;
    }

    private Limits limits(Asked command) {
        Limits limits = runs.limits(command.time("cpuLimit", 1e-9), command.bytes("memoryLimit", 1));
        Optional<Duration> clock = command.time("clockLimit", 1e-9);
        if (clock.isPresent() && clock.get().compareTo(limits.wall()) < 0) {
            limits = limits.withWall(clock.get());
        }
        Optional<Long> processes = command.bytes("procLimit", 1);
        return processes.isPresent()
                ? limits.withProcesses((int) Math.min(processes.get(), limits.processes()))
                : limits;
    }

    /** What the caller wants back, and the answer to it. */
    private static final class CopyOut {
        private final List<String> shown;
        private final Set<String> keep;
        private final String stdoutName;
        private final String stderrName;
        private final long stdoutMost;
        private final long stderrMost;

        CopyOut(Asked command) {
            this.shown = command.texts("copyOut");
            this.keep = new HashSet<>(command.texts("copyOutCached"));
            List<JsonNode> files = command.list("files");
            Optional<Asked> stdout = collector(files, 1);
            Optional<Asked> stderr = collector(files, 2);
            this.stdoutName = stdout.flatMap(file -> file.text("name")).orElse("stdout");
            this.stderrName = stderr.flatMap(file -> file.text("name")).orElse("stderr");
            this.stdoutMost = stdout.flatMap(file -> file.bytes("max", 1)).orElse(Long.MAX_VALUE);
            this.stderrMost = stderr.flatMap(file -> file.bytes("max", 1)).orElse(Long.MAX_VALUE);
            for (String name : names()) {
                if (!SourceFile.safe(name)) {
                    throw command.invalid("copyOut", "holds '" + name + "', which is no relative path without '..'");
                }
            }
        }

        private static Optional<Asked> collector(List<JsonNode> files, int index) {
            return files.size() > index && files.get(index).isObject()
                    ? Optional.of(Asked.of(files.get(index), "files[" + index + "]"))
                    : Optional.empty();
        }

        /** The files to collect. */
        List<String> names() {
            Set<String> names = new HashSet<>(keep);
            shown.forEach(name -> names.add(plain(name)));
            names.remove(stdoutName);
            names.remove(stderrName);
            return List.copyOf(names);
        }

        private static String plain(String name) {
            return name.endsWith("?") ? name.substring(0, name.length() - 1) : name;
        }

        void write(ObjectNode out, Run run, KeptFiles kept) {
            Map<String, byte[]> there = new java.util.HashMap<>();
            run.files().forEach(file -> there.put(file.name(), file.content()));
            there.put(stdoutName, cut(run.stdout(), stdoutMost));
            there.put(stderrName, cut(run.stderr(), stderrMost));
            boolean flooded = run.stdout().length > stdoutMost || run.stderr().length > stderrMost;
            Set<String> missing = new HashSet<>();
            ObjectNode files = Asked.JSON.createObjectNode();
            for (String name : shown) {
                byte[] content = there.get(plain(name));
                if (content != null) {
                    files.put(plain(name), new String(content, StandardCharsets.UTF_8));
                } else if (!name.endsWith("?")) {
                    missing.add(name);
                }
            }
            ObjectNode ids = Asked.JSON.createObjectNode();
            for (String name : keep) {
                byte[] content = there.get(name);
                if (content != null) {
                    ids.put(name, kept.keep(new SourceFile(name, content, true)));
                } else {
                    missing.add(name);
                }
            }
            String status = status(run.ending(), flooded);
            out.put("status", status.equals("Accepted") && !missing.isEmpty() ? "File Error" : status);
            out.put("exitStatus", exitStatus(run.ending()));
            out.put("time", run.cpu().toNanos()).put("memory", run.peakBytes());
            out.put("runTime", run.wall().toNanos());
            out.set("files", files);
            out.set("fileIds", ids);
            if (!missing.isEmpty()) {
                ArrayNode errors = out.putArray("fileError");
                for (String name : missing) {
                    errors.addObject()
                            .put("name", name)
                            .put("type", "CopyOutOpen")
                            .put("message", "not found");
                }
            }
        }

        private static byte[] cut(byte[] bytes, long most) {
            return bytes.length > most ? Arrays.copyOf(bytes, (int) most) : bytes;
        }

        private static String status(Ending ending, boolean flooded) {
            return switch (ending) {
                case Ending.Exited(int code) ->
                    code != 0 ? "Nonzero Exit Status" : flooded ? "Output Limit Exceeded" : "Accepted";
                case Ending.Signalled _ -> "Signalled";
                case Ending.CpuLimit _, Ending.Idle _ -> "Time Limit Exceeded";
                case Ending.MemoryLimit _ -> "Memory Limit Exceeded";
                case Ending.OutputLimit _ -> "Output Limit Exceeded";
                case Ending.Trouble(String why) -> throw new IllegalStateException(why);
            };
        }

        private static int exitStatus(Ending ending) {
            return switch (ending) {
                case Ending.Exited(int code) -> code;
                case Ending.Signalled(int signal) -> signal;
                case Ending.CpuLimit _, Ending.Idle _, Ending.MemoryLimit _, Ending.OutputLimit _ -> 9;
                case Ending.Trouble(String why) -> throw new IllegalStateException(why);
            };
        }
    }
}
