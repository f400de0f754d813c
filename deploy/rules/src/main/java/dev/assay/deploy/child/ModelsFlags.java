package dev.assay.deploy.child;

import dev.assay.recipe.Recipe;
import dev.assay.recipe.TaskRule;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of commands that may need reward models. */
public final class ModelsFlags {
    /** The components that reward models give. */
    public static final List<String> COMPONENTS = List.of("helpful", "safety");

    @Option(
            names = "--models",
            defaultValue = "${env:ASSAY_MODELS}",
            paramLabel = "FILE_OR_DIR",
            description =
                    "The reward models: a Hugging Face directory, a folder of such (those named helpful and safety"
                            + " have these roles), or a YAML file; the small ones of examples/models where a recipe needs some"
                            + " and none are named.")
    @Nullable Path models;

    @Option(
            names = "--models-port",
            defaultValue = "${env:ASSAY_MODELS_PORT:-0}",
            paramLabel = "PORT",
            description = "gRPC of the process that has the models; 0 picks a free port (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--models-http-port",
            defaultValue = "${env:ASSAY_MODELS_HTTP_PORT:-0}",
            paramLabel = "PORT",
            description = "Metrics and health of that process; 0 picks a free port (default: ${DEFAULT-VALUE}).")
    int httpPort;

    /** Whether models were named. */
    public boolean isNamed() {
        return models != null;
    }

    /**
     * How to start the models that were named, or else the small ones that come with the project.
     *
     * @return empty where there are none
     * @throws AssayException {@link ErrorCode#INVALID_FIELD} where a flag cannot be used
     */
    public Optional<ModelsOptions> options() {
        checkPort("--models-port", port);
        checkPort("--models-http-port", httpPort);
        if (models != null && !Files.isReadable(models)) {
            throw new AssayException(
                    ErrorCode.INVALID_FIELD, "--models " + models + ": no such file or folder, or not readable");
        }
        return Optional.ofNullable(models)
                .or(() -> Optional.of(small()).filter(Files::isDirectory))
                .map(place -> new ModelsOptions(place, port, httpPort));
    }

    /**
     * The same, for whoever cannot do without; says on standard error where the small ones are taken.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD} where there are none, or a flag cannot be used
     */
    public ModelsOptions needed() {
        ModelsOptions options = options()
                .orElseThrow(() -> new AssayException(
                        ErrorCode.INVALID_FIELD, "no reward models are named; --models FILE_OR_DIR does it"));
        if (!isNamed()) {
            System.err.println("assay: taking the small reward models of " + options.models()
                    + ", which show how it works; --models FILE_OR_DIR names others");
        }
        return options;
    }

    /** Where the small models are that show how this works. */
    public static Path small() {
        return Path.of(System.getProperty("assay.root", ".")).resolve(Path.of("examples", "models"));
    }

    /** Whether a recipe counts what reward models say. */
    public static boolean needed(Recipe recipe) {
        return Stream.concat(recipe.tasks().values().stream(), recipe.otherwise().stream())
                .map(TaskRule::components)
                .flatMap(List::stream)
                .anyMatch(rule -> COMPONENTS.contains(rule.component())
                        && !recipe.functions().containsKey(rule.component()));
    }

    private static void checkPort(String flag, int port) {
        if (port < 0 || port > 65535) {
            throw new AssayException(ErrorCode.INVALID_FIELD, flag + " must be from 0 to 65535, not " + port);
        }
    }
}
