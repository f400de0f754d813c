package dev.assay.code.pool;

import dev.assay.code.box.BoxKind;
import dev.assay.code.box.BoxMaker;
import dev.assay.code.box.ControlGroup;
import dev.assay.code.box.LocalBoxes;
import dev.assay.code.box.PlainRunner;
import dev.assay.code.docker.ContainerBoxes;
import dev.assay.code.docker.ContainerOptions;
import dev.assay.code.language.Definition;
import dev.assay.code.language.Toolchains;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Language;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
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
     * @param kind {@code auto}, {@code unshare}, {@code bubblewrap}, {@code docker}, or {@code none}, which isolates
     *     nothing and is never chosen by itself
     * @param places runs at a time
     * @param languages folder with definitions of the user's own
     * @param containers what the kind {@code docker} uses
     */
    public record Options(String kind, int places, Optional<Path> languages, ContainerOptions containers) {
        /** The best kind that works, and as many places as there are processors. */
        public static Options defaults() {
            return new Options(
                    AUTO,
                    Runtime.getRuntime().availableProcessors(),
                    Optional.empty(),
                    ContainerOptions.ofEnvironment());
        }

        public Options withKind(String other) {
            return new Options(other, places, languages, containers);
        }

        public Options withPlaces(int count) {
            return new Options(kind, count, languages, containers);
        }

        public Options withLanguages(Path folder) {
            return new Options(kind, places, Optional.of(folder), containers);
        }

        public Options withContainers(ContainerOptions other) {
            return new Options(kind, places, languages, other);
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
        List<Definition> languages = Toolchains.definitions(options.languages());
        if (options.kind().equals(NONE)) {
            return new CompilingSandbox(new PlainRunner(), Toolchains.onThisMachine(languages), true);
        }
        ControlGroup.sweep();
        List<BoxReport> reports = new ArrayList<>();
        for (BoxKind kind : BoxKind.values()) {
            if (options.kind().equals(kind.word()) || options.kind().equals(AUTO)) {
                Tried tried = attempt(kind, options.containers(), languages);
                if (tried.report().safe()) {
                    BoxMaker maker = tried.maker().orElseThrow();
                    return new CompilingSandbox(
                            new SupervisorPool(maker, tried.report(), options.places()),
                            tools(maker, languages),
                            kind != BoxKind.DOCKER);
                }
                tried.close();
                reports.add(tried.report());
            }
        }
        throw refused(options.kind(), reports);
    }

    /** A kind that was tried, and what makes its boxes where they can be made. */
    private record Tried(Optional<BoxMaker> maker, BoxReport report) {
        void close() {
            maker.ifPresent(BoxMaker::close);
        }
    }

    private static Tried attempt(BoxKind kind, ContainerOptions containers, List<Definition> languages) {
        try {
            BoxMaker maker = switch (kind) {
                case UNSHARE, BUBBLEWRAP -> {
                    Path python = Interpreter.find()
                            .orElseThrow(
                                    () -> new IOException("there is no python3, 3.9 or later, for the supervisor"));
                    yield new LocalBoxes(kind, python, Interpreter.paths(python));
                }
                case DOCKER -> ContainerBoxes.open(containers, languages);
            };
            return new Tried(Optional.of(maker), BoxProbe.report(maker));
        } catch (IOException e) {
            return new Tried(Optional.empty(), BoxProbe.none(kind, String.valueOf(e.getMessage())));
        }
    }

    private static Toolchains tools(BoxMaker maker, List<Definition> languages) {
        return maker instanceof ContainerBoxes containers
                ? Toolchains.elsewhere(languages, containers.tools(languages))
                : Toolchains.onThisMachine(languages);
    }

    private static AssayException refused(String kind, List<BoxReport> reports) {
        if (reports.isEmpty()) {
            return new AssayException(
                    ErrorCode.CONFIGURATION,
                    "no sandbox of the kind '" + kind + "'; there are: auto, "
                            + Stream.of(BoxKind.values()).map(BoxKind::word).collect(Collectors.joining(", "))
                            + ", none");
        }
        return new AssayException(
                ErrorCode.CONFIGURATION,
                reports.stream()
                                .map(report -> report.kind() + " does not work here: " + report.troubles())
                                .collect(Collectors.joining("; "))
                        + "; where programs can be trusted, the kind none runs them without a box");
    }

    /** Tries every kind of box; the first safe one is what {@code auto} chooses. */
    public static List<BoxReport> probe() {
        List<Definition> languages = Toolchains.definitions(Optional.empty());
        return Stream.of(BoxKind.values())
                .map(kind -> {
                    Tried tried = attempt(kind, ContainerOptions.ofEnvironment(), languages);
                    tried.close();
                    return tried.report();
                })
                .toList();
    }

    /** Every language that is defined, with the version of its tools where they are here. */
    public static List<Language> languages() {
        return Toolchains.shipped().languages();
    }
}
