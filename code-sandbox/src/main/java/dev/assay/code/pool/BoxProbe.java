package dev.assay.code.pool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.code.box.BoxKind;
import dev.assay.code.box.BoxMaker;
import dev.assay.code.box.Job;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.BoxReport.Guarantee;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Run;
import dev.assay.code.run.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds out what a kind of box guarantees, by a program in it that tries what it must not be able to do. */
final class BoxProbe {
    /** Without one of these, programs that nobody trusts may not run. */
    private static final Set<String> NEEDED = Set.of("processes", "files", "scratch", "network", "capabilities");

    private BoxProbe() {}

    /** What these boxes guarantee here; not safe, and with the reason, where none can be made. */
    static BoxReport report(BoxMaker maker) {
        BoxKind kind = maker.kind();
        try (Supervisor supervisor = Supervisor.start(maker, List.of(), true)) {
            SupervisedRun run = new SupervisedRun(supervisor, job());
            Run result = run.run();
            if (!result.succeeded()) {
                return none(kind, "a program in it did not work: " + result.ending() + " " + result.errors());
            }
            List<Guarantee> guarantees = new ArrayList<>();
            for (Map.Entry<String, JsonNode> one :
                    Supervisor.JSON.readTree(result.stdout()).properties()) {
                guarantees.add(new Guarantee(
                        one.getKey(),
                        one.getValue().get(0).asBoolean(),
                        one.getValue().get(1).asText()));
            }
            guarantees.add(new Guarantee("user", true, maker.outerUser()));
            boolean grouped = supervisor.group().isPresent();
            guarantees.add(
                    new Guarantee(
                            "memory",
                            true,
                            grouped
                                    ? "a control group ("
                                            + supervisor.group().get().version() + ") limits all processes together"
                                    : "resident memory is watched every few milliseconds; no control group can be written here"));
            guarantees.add(new Guarantee(
                    "cpu",
                    true,
                    grouped
                            ? "all processes together, by the control group"
                            : "all that live, and all that were waited for"));
            guarantees.add(new Guarantee("output", true, "counted while it is read"));
            guarantees.add(new Guarantee(
                    "leftovers", true, "the kernel ends every process of a run before its result counts"));
            boolean safe = guarantees.stream().allMatch(one -> one.held() || !NEEDED.contains(one.name()));
            return new BoxReport(kind.word(), safe, guarantees);
        } catch (IOException e) {
            return none(kind, String.valueOf(e.getMessage()));
        }
    }

    static BoxReport none(BoxKind kind, String why) {
        return new BoxReport(kind.word(), false, List.of(new Guarantee(BoxReport.WORKS, false, why)));
    }

    private static Job job() throws IOException {
        byte[] code;
        try (InputStream in = BoxProbe.class.getResourceAsStream("/dev/assay/code/supervisor/probe.py")) {
            code = Objects.requireNonNull(in, "this build lacks the probe").readAllBytes();
        }
        return new Job(
                List.of(),
                Map.of(),
                List.of(),
                List.of(new SourceFile("probe.py", code)),
                "",
                List.of(),
                new byte[0],
                Limits.defaults().withCpu(Duration.ofSeconds(5)),
                false,
                Optional.of("probe.py"),
                List.of(),
                List.of());
    }
}
