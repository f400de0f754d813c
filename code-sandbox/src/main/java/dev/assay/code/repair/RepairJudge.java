package dev.assay.code.repair;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.reward.Deadline;
import dev.assay.rollout.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Judges repairs of Python repositories. Tests are named {@code path/test_x.py::Class::test} or
 * {@code package.test_x.Class.test}; those are methods of {@code unittest} or plain functions. Each runs in a process
 * of its own inside the box and reports to the runner, not to standard output; but it runs beside the patched code, so
 * such a verdict is as good as the tests are.
 */
public final class RepairJudge {
    private static final Limits LIMITS =
            Limits.defaults().withCpu(Duration.ofSeconds(60)).withMemory(1024 * Limits.MIB).withFiles(512 * Limits.MIB);
    private static final int SANE_TASKS = 256;
    private static final String PASSED = "passed";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Program RUNNER = Program.of("python", text("runner.py"));

    private final Sandbox sandbox;
    private final Map<Reference.Repair, Optional<String>> sanity = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reference.Repair, Optional<String>> eldest) {
            return size() > SANE_TASKS;
        }
    };

    public RepairJudge(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Judges a patch. A task is tried without any patch first, once: its tests must fail and pass as it says. */
    public RepairVerdict judge(Reference.Repair task, String patch, Deadline deadline) {
        try {
            List<FileChange> changes = PatchReader.read(patch);
            for (FileChange change : changes) {
                for (String path : List.of(change.from(), change.to())) {
                    if (Protected.refuses(path)) {
                        throw PatchException.refused("the patch edits " + path);
                    }
                }
            }
            Task opened = Task.open(task);
            Optional<String> broken = sane(task, opened, deadline);
            if (broken.isPresent()) {
                return new RepairVerdict.TaskUnusable(broken.get());
            }
            return verdict(opened, opened.with(changes), deadline);
        } catch (PatchException e) {
            return e.refused() ? new RepairVerdict.PatchRefused(e.why()) : new RepairVerdict.PatchFails(e.why());
        } catch (IllegalArgumentException e) {
            return new RepairVerdict.TaskUnusable(String.valueOf(e.getMessage()));
        } catch (TroubleException e) {
            return new RepairVerdict.Trouble(String.valueOf(e.getMessage()), deadline.expired());
        }
    }

    /** Whether a gold patch repairs the task; a task that its own gold patch does not repair teaches nothing. */
    public RepairVerdict judgeGold(Reference.Repair task, String gold, Deadline deadline) {
        RepairVerdict verdict = judge(task, gold, deadline);
        return switch (verdict) {
            case RepairVerdict.Repaired _, RepairVerdict.TaskUnusable _, RepairVerdict.Trouble _ -> verdict;
            case RepairVerdict.TestsFail(String test, String detail) ->
                new RepairVerdict.TaskUnusable("with the gold patch " + test + " " + detail);
            case RepairVerdict.PatchFails(String detail) -> new RepairVerdict.TaskUnusable("gold patch: " + detail);
            case RepairVerdict.PatchRefused(String detail) -> new RepairVerdict.TaskUnusable("gold patch: " + detail);
        };
    }

    private Optional<String> sane(Reference.Repair task, Task opened, Deadline deadline) throws TroubleException {
        synchronized (sanity) {
            Optional<String> known = sanity.get(task);
            if (known != null) {
                return known;
            }
        }
        Map<String, String> before = run(opened.untouched(), opened.tests(), deadline);
        Optional<String> broken = task.failToPass().stream()
                .filter(test -> PASSED.equals(before.get(test)))
                .map(test -> test + " passes without a repair")
                .findFirst()
                .or(() -> task.passToPass().stream()
                        .filter(test -> !PASSED.equals(before.get(test)))
                        .map(test -> test + " fails without a repair")
                        .findFirst());
        synchronized (sanity) {
            sanity.put(task, broken);
        }
        return broken;
    }

    private RepairVerdict verdict(Task task, FileTree tree, Deadline deadline) throws TroubleException {
        Map<String, String> after = run(tree, task.tests(), deadline);
        for (String test : task.tests()) {
            String result = after.getOrDefault(test, "did not end");
            if (!result.equals(PASSED)) {
                return new RepairVerdict.TestsFail(test, result);
            }
        }
        return new RepairVerdict.Repaired(task.tests().size());
    }

    private Map<String, String> run(FileTree tree, List<String> tests, Deadline deadline) throws TroubleException {
        if (!(sandbox.prepare(RUNNER) instanceof Preparation.Ready(Prepared runner))) {
            throw new TroubleException("the runner of tests cannot be started");
        }
        Runs runs = new Runs(sandbox, deadline, new Semaphore(1));
        for (int attempt = 1; ; attempt++) {
            Run run = runs.run(runner, RunRequest.of(request(tests), LIMITS).withFiles(tree.files()));
            Optional<Finding> trouble = runs.unlessClean(run).filter(found -> found.cause() != Cause.PROGRAM);
            if (trouble.isEmpty()) {
                return results(run.stdout());
            }
            if (attempt == 3 || deadline.expired()) {
                throw new TroubleException(trouble.get().detail());
            }
        }
    }

    private static byte[] request(List<String> tests) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartArray();
            for (String test : tests) {
                out.writeString(test);
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The runner's lines, as far as they came: {@code ["test", "result"]}. */
    private static Map<String, String> results(byte[] output) {
        Map<String, String> results = new HashMap<>();
        for (String line : new String(output, StandardCharsets.UTF_8).lines().toList()) {
            try (JsonParser parser = JSON.createParser(line)) {
                List<String> pair = new ArrayList<>();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        pair.add(parser.getText());
                    }
                }
                if (pair.size() == 2) {
                    // A second word about a test is a forged one, and spoils the first.
                    results.merge(pair.get(0), pair.get(1), (first, second) -> "reported twice");
                }
            } catch (IOException e) {
                return results;
            }
        }
        return results;
    }

    private static String text(String name) {
        try (InputStream in = RepairJudge.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the runner is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sandbox failed. */
    private static final class TroubleException extends Exception {
        private static final long serialVersionUID = 1;

        TroubleException(String message) {
            super(message);
        }
    }
}
