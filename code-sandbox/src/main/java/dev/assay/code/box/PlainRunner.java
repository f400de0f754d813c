package dev.assay.code.box;

import dev.assay.code.run.BoxReport;
import dev.assay.code.run.BoxReport.Guarantee;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kind {@code none}: child processes of this one, with limits and an empty environment but without isolation. A
 * program reads what this process may read and reaches the network. For trusted programs, and for machines that allow
 * nothing else.
 */
public final class PlainRunner implements Runner {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private final Set<PlainRun> running = ConcurrentHashMap.newKeySet();
    private final boolean rlimits = Files.isExecutable(PRLIMIT);

    @Override
    public BoxReport report() {
        String not = "the kind none isolates nothing";
        return new BoxReport(
                "none",
                false,
                List.of(
                        new Guarantee("processes", false, not),
                        new Guarantee("files", false, not),
                        new Guarantee("network", false, not),
                        new Guarantee("syscalls", false, not),
                        new Guarantee("capabilities", false, not),
                        new Guarantee("environment", true, "only PATH, HOME and LANG are passed on"),
                        new Guarantee("cpu", true, "processor time is read every few milliseconds"),
                        new Guarantee(
                                "memory",
                                rlimits,
                                rlimits ? "prlimit, and resident memory is watched" : "only watched; no prlimit here"),
                        new Guarantee("output", true, "counted while it is read")));
    }

    @Override
    public Optional<String> unreachable(List<String> read) {
        return Optional.empty();
    }

    @Override
    public Run run(Job job) {
        try (PlainRun run = start(job)) {
            return run.collect();
        } catch (IOException e) {
            return Run.trouble("the program could not be started: " + e.getMessage());
        }
    }

    @Override
    public Conversation open(Job job) {
        try {
            return start(job).talk();
        } catch (IOException e) {
            return new NoConversation("the program could not be started: " + e.getMessage());
        }
    }

    private PlainRun start(Job job) throws IOException {
        Folder folder = Folder.make();
        try {
            Path work = folder.lay("work", job.files());
            Path program = folder.lay("program", job.program());
            Files.createDirectories(work.resolve("out"));
            List<String> command = new ArrayList<>();
            if (rlimits) {
                command.addAll(limits(job));
            }
            for (String part : job.command()) {
                command.add(part.replace(Job.PROGRAM, program.toString()));
            }
            command.addAll(job.arguments());
            ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
            environment.put("HOME", work.toString());
            environment.put("TMPDIR", work.toString());
            environment.put("LANG", "C.UTF-8");
            environment.putAll(job.environment());
            PlainRun run = new PlainRun(job, builder.start(), folder, work, running::remove);
            running.add(run);
            return run;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static List<String> limits(Job job) {
        List<String> prlimit = new ArrayList<>(List.of(PRLIMIT.toString(), "--core=0"));
        prlimit.add("--cpu=" + (job.limits().cpu().toSeconds() + 2));
        prlimit.add("--fsize=" + job.limits().fileBytes());
        if (!job.resident()) {
            prlimit.add("--as=" + (job.limits().memoryBytes() + (256L << 20)));
        }
        prlimit.add("--");
        return prlimit;
    }

    @Override
    public void close() {
        running.forEach(PlainRun::close);
    }
}
