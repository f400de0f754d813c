package dev.assay.deploy;

import dev.assay.broker.BrokerLibrary;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Language;
import dev.assay.deploy.child.ModelsReport;
import dev.assay.reward.AssayException;
import dev.assay.reward.RewardFunction;
import dev.assay.service.scoring.Functions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "What this machine can do, what is missing, and the command that mends it.")
final class DoctorCommand implements Callable<Integer> {
    private static final long DISK_NEEDED_MIB = 512;
    private static final long MEMORY_NEEDED_MIB = 1536;

    private final PrintStream out = System.out;
    private boolean missing;

    @Override
    public Integer call() {
        java();
        memory();
        disk();
        broker();
        port("REST and dashboard", 8080, "--http-port");
        port("gRPC", 9090, "--grpc-port");
        port("Kafka", 9092, "--kafka-port");
        functions();
        sandbox();
        languages();
        python();
        models();
        accelerator();
        return missing ? ExitCode.ENVIRONMENT : ExitCode.DONE;
    }

    private void java() {
        // The launcher let only a JDK 25 or newer come this far.
        ok("JDK", Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private void memory() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean machine) {
            long mib = machine.getTotalMemorySize() >> 20;
            String what = Runtime.getRuntime().availableProcessors() + " cores, " + mib + " MiB of memory";
            if (mib >= MEMORY_NEEDED_MIB) {
                ok("machine", what);
            } else {
                lacks("machine", what + "; services and broker want " + MEMORY_NEEDED_MIB + " MiB");
            }
        }
    }

    private void disk() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long mib = Files.getFileStore(temporary).getUsableSpace() >> 20;
            String what = mib + " MiB free in " + temporary;
            if (mib >= DISK_NEEDED_MIB) {
                ok("disk", what);
            } else {
                lacks("disk", what + "; free some, or give the broker another folder with --kafka-data");
            }
        } catch (IOException e) {
            lacks("disk", temporary + " cannot be looked at: " + e.getMessage());
        }
    }

    private void broker() {
        try {
            Path library = BrokerLibrary.find();
            try (Stream<Path> jars = Files.list(library)) {
                ok("embedded broker", "Apache Kafka, " + jars.count() + " jars");
            }
        } catch (AssayException | IOException e) {
            lacks("embedded broker", Main.message(e));
        }
    }

    private void port(String what, int port, String flag) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ok("port " + port, "free for " + what);
        } catch (IOException e) {
            note("port " + port, "in use; give " + what + " another one with " + flag + ", or 0 for a free one");
        }
    }

    private void functions() {
        Functions functions = Functions.installed(_ -> true);
        for (RewardFunction function : functions.all()) {
            String tasks = Functions.TASKS.stream().filter(function::owns).collect(Collectors.joining(", "));
            Map<String, String> guarantees = new TreeMap<>(function.guarantees());
            ok(
                    function.component(),
                    function.grader() + " for " + tasks + (guarantees.isEmpty() ? "" : " " + guarantees));
        }
        for (String task : Functions.TASKS) {
            if (!task.equals("general") && functions.owner("accuracy", task).isEmpty()) {
                note("accuracy", "no function of this version owns the task " + task);
            }
        }
    }

    private void sandbox() {
        List<BoxReport> reports = Sandboxes.probe();
        Optional<BoxReport> chosen = reports.stream().filter(BoxReport::safe).findFirst();
        for (BoxReport report : reports) {
            if (chosen.filter(report::equals).isPresent()) {
                String promises = report.guarantees().stream()
                        .map(one -> (one.held() ? one.name() : "NOT " + one.name()) + ": " + one.why())
                        .collect(Collectors.joining("; "));
                ok("sandbox", report.kind() + " isolates programs: " + promises);
            } else if (report.safe()) {
                ok("sandbox", report.kind() + " works too");
            } else {
                note("sandbox", report.kind() + " does not work here: " + report.troubles());
            }
        }
        if (chosen.isEmpty()) {
            lacks(
                    "sandbox",
                    "no box can be made, so no code can be judged; apt-get install python3 bubblewrap, and allow user"
                            + " namespaces (sysctl kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu 24.04)");
        }
    }

    private void languages() {
        for (Language language : Sandboxes.languages()) {
            language.version()
                    .ifPresentOrElse(
                            version -> ok(language.name(), version),
                            () -> note(language.name(), "no tools for it here: " + language.install()));
        }
    }

    private void python() {
        if (onPath("python3")) {
            ok("python3", "for the example of a function by URL, and for the peers of ./assay bench");
        } else {
            note("python3", "not found; only the Python example and the peers of ./assay bench need it");
        }
    }

    private void models() {
        ModelsReport report = ModelsReport.look();
        if (report.library().isPresent()) {
            ok("PyTorch", report.library().get());
        } else {
            note("PyTorch", "not here yet: 112 MB come from Maven Central with the first command that needs a model");
        }
        if (report.trouble().isPresent()) {
            note("reward models", report.trouble().get());
        } else if (report.models().isEmpty()) {
            note("reward models", "none named; --models FILE_OR_DIR or ASSAY_MODELS does it");
        } else {
            ok("reward models", report.models());
        }
    }

    private void accelerator() {
        if (onPath("nvidia-smi")) {
            ok("accelerator", "an NVIDIA driver is installed; nothing of this version uses it");
        } else {
            note("accelerator", "none found; nothing of this version needs one");
        }
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(java.io.File.pathSeparator, -1))
                        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    private void ok(String what, String text) {
        line("ok", what, text);
    }

    private void note(String what, String text) {
        line("note", what, text);
    }

    private void lacks(String what, String text) {
        missing = true;
        line("LACKS", what, text);
    }

    private void line(String state, String what, String text) {
        out.printf(Locale.ROOT, "%-6s %-16s %s%n", state, what, text);
    }
}
