package dev.assay.code.pool;

import dev.assay.code.box.BoxKind;
import dev.assay.code.box.ControlGroup;
import dev.assay.code.box.PlainRunner;
import dev.assay.code.box.Runner;
import dev.assay.code.language.Toolchains;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Language;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which boxes work on this machine, and opens sandboxes. */
public final class Sandboxes {
    /** The kind that {@link #open(Options)} chooses by trying. */
    public static final String AUTO = "auto";

    private static final String NONE = "none";

    private Sandboxes() {}

    /**
     * What a sandbox is opened with.
     *
     * @param kind {@code auto}, {@code unshare}, {@code bubblewrap}, or {@code none}, which isolates nothing and is
     *     never chosen by itself
     * @param places runs at a time
     * @param languages folder with definitions of the user's own
     */
    public record Options(String kind, int places, Optional<Path> languages) {
        /** The best kind that works, and as many places as there are processors. */
        public static Options defaults() {
            return new Options(AUTO, Runtime.getRuntime().availableProcessors(), Optional.empty());
        }

        public Options withKind(String other) {
            return new Options(other, places, languages);
        }

        public Options withPlaces(int count) {
            return new Options(kind, count, languages);
        }

        public Options withLanguages(Path folder) {
            return new Options(kind, places, Optional.of(folder));
        }
    }

    /** Opens the best sandbox of this machine. */
    public static Sandbox open() {
        return open(Options.defaults());
    }

    /** Opens a sandbox of this kind. */
    public static Sandbox open(String kind) {
        return open(Options.defaults().withKind(kind));
    }

    /**
     * Opens a sandbox.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where the kind is unknown or does not work here, or where
     *     a definition of a language cannot be used; the message says what is missing
     */
    public static Sandbox open(Options options) {
        Runner runner = options.kind().equals(NONE) ? new PlainRunner() : supervised(options);
        return new CompilingSandbox(
                runner, options.languages().map(Toolchains::shippedAnd).orElseGet(Toolchains::shipped));
    }

    private static Runner supervised(Options options) {
        ControlGroup.sweep();
        Optional<Path> python = Interpreter.find();
        List<BoxReport> reports = new ArrayList<>();
        for (BoxKind kind : BoxKind.values()) {
            if (options.kind().equals(kind.word()) || options.kind().equals(AUTO)) {
                BoxReport report = BoxProbe.report(kind, python);
                if (report.safe()) {
                    return new SupervisorPool(kind, python.orElseThrow(), report, options.places());
                }
                reports.add(report);
            }
        }
        if (reports.isEmpty()) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "no sandbox of the kind '" + options.kind() + "'; there are: auto, "
                            + Stream.of(BoxKind.values()).map(BoxKind::word).collect(Collectors.joining(", "))
                            + ", none");
        }
        throw new AssayException(
                ErrorCode.CONFIGURATION,
                reports.stream().map(Sandboxes::failed).collect(Collectors.joining("; "))
                        + "; where programs can be trusted, the kind none runs them without a box");
    }

    private static String failed(BoxReport report) {
        return report.kind() + " does not work here: "
                + report.guarantees().stream()
                        .filter(one -> !one.held())
                        .map(one -> one.name().equals("works") ? one.why() : one.name() + ": " + one.why())
                        .collect(Collectors.joining(", "));
    }

    /** Tries every kind of box; the first safe one is what {@code auto} chooses. */
    public static List<BoxReport> probe() {
        Optional<Path> python = Interpreter.find();
        return Stream.of(BoxKind.values())
                .map(kind -> BoxProbe.report(kind, python))
                .toList();
    }

    /** Every language that is defined, with the version of its tools where they are here. */
    public static List<Language> languages() {
        return Toolchains.shipped().languages();
    }
}
