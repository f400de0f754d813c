package dev.assay.deploy;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.deploy.child.ModelsFlags;
import dev.assay.deploy.child.ModelsOptions;
import dev.assay.deploy.child.ModelsProcess;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.Recipes;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts the services: gRPC, REST and dashboard, Kafka workers and the join. Ctrl-C stops them.")
final class ServeCommand implements Callable<Integer> {
    private static final Set<String> PARTS = Set.of("math", "code", "format", "language", "models", "gateway");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");

    @Spec
    CommandSpec spec;

    @Option(
            names = "--only",
            defaultValue = "${env:ASSAY_ONLY}",
            split = ",",
            paramLabel = "PART",
            description = "Some parts instead of all: math, code, format, language, models, gateway.")
    @Nullable List<String> only;

    @Option(
            names = "--recipe",
            defaultValue = "${env:ASSAY_RECIPE:-accuracy}",
            paramLabel = "NAME_OR_FILE",
            description = "The recipe of rollouts that name none (default: ${DEFAULT-VALUE}).")
    String recipe;

    @Option(
            names = "--recipes",
            split = ",",
            paramLabel = "FILE",
            description = "More recipe files that rollouts may name.")
    @Nullable List<String> recipes;

    @Option(
            names = "--http-port",
            defaultValue = "${env:ASSAY_HTTP_PORT:-8080}",
            paramLabel = "PORT",
            description = "REST and dashboard; 0 picks a free port (default: ${DEFAULT-VALUE}).")
    int httpPort;

    @Option(
            names = "--grpc-port",
            defaultValue = "${env:ASSAY_GRPC_PORT:-9090}",
            paramLabel = "PORT",
            description = "gRPC; 0 picks a free port (default: ${DEFAULT-VALUE}).")
    int grpcPort;

    @Option(
            names = "--kafka",
            defaultValue = "${env:ASSAY_KAFKA:-embedded}",
            paramLabel = "HOST:PORT",
            description =
                    "An outside broker, 'embedded' for one of our own, 'none' for no Kafka (default: ${DEFAULT-VALUE}).")
    String kafka;

    @Option(
            names = "--kafka-port",
            defaultValue = "${env:ASSAY_KAFKA_PORT:-9092}",
            paramLabel = "PORT",
            description = "The embedded broker's port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    int kafkaPort;

    @Option(
            names = "--kafka-data",
            paramLabel = "DIR",
            description = "Keeps the embedded broker's data here; without it, the data goes when the services stop.")
    @Nullable Path kafkaData;

    @Option(
            names = "--function-timeout",
            defaultValue = "${env:ASSAY_FUNCTION_TIMEOUT:-10s}",
            paramLabel = "TIME",
            description =
                    "How long one call of a reward function may take, as 500ms or 10s (default: ${DEFAULT-VALUE}).")
    String functionTimeout;

    @Option(
            names = "--group-deadline",
            defaultValue = "${env:ASSAY_GROUP_DEADLINE:-120s}",
            paramLabel = "TIME",
            description = "When a group over Kafka is closed that is not complete (default: ${DEFAULT-VALUE}).")
    String groupDeadline;

    @Mixin
    ModelsFlags models;

    @Option(
            names = "--remote",
            split = ",",
            paramLabel = "HOST:PORT",
            description = "Other reward services whose functions are called over gRPC.")
    @Nullable List<String> remote;

    @Option(
            names = "--traces",
            paramLabel = "URL",
            description = "Where OpenTelemetry traces go (OTLP over gRPC), such as http://127.0.0.1:4317.")
    @Nullable String traces;

    @Option(names = "--log-json", description = "Logs as JSON, one object a line.")
    boolean logJson;

    @Option(names = "--until-stdin-ends", hidden = true, description = "Stops when standard input ends.")
    boolean untilStdinEnds;

    @Override
    public Integer call() {
        checkFlags();
        Recipe chosen = Recipes.shipped().nameOrFile(recipe);
        checkFree("http", httpPort);
        checkFree("grpc", grpcPort);
        if (untilStdinEnds) {
            stopWithParent();
        }
        set("assay.http.port", String.valueOf(httpPort));
        set("assay.grpc.port", String.valueOf(grpcPort));
        // A file is known by its name from here on.
        List<String> files = new ArrayList<>(recipes == null ? List.of() : recipes);
        if (!chosen.name().equals(recipe)) {
            files.add(recipe);
        }
        set("assay.recipe", chosen.name());
        set("assay.join.enabled", String.valueOf(only == null || only.contains("gateway")));
        set("assay.function-timeout", functionTimeout);
        set("assay.join.group-deadline", groupDeadline);
        if (only != null) {
            set("assay.only", String.join(",", only));
        }
        if (!files.isEmpty()) {
            set("assay.recipes", String.join(",", files));
        }
        if (remote != null) {
            set("assay.remote", String.join(",", remote));
        }
        if (traces != null) {
            set("assay.traces.disabled", "false");
            set("assay.traces.endpoint", traces);
        }
        if (logJson) {
            set("assay.log.json", "true");
        }
        Optional<ModelsProcess> rewardModels = startModels(chosen);
        rewardModels.ifPresent(started -> {
            set("assay.models.address", started.address());
            System.err.println("assay: reward models answer at " + started.address() + ", their metrics at "
                    + started.httpAddress() + "/metrics (process " + started.pid() + ")");
        });
        switch (kafka) {
            case "none" -> {}
            case "embedded" -> set("assay.kafka.bootstrap", embedded());
            default -> {
                KafkaAddress.checkAnswers(kafka, "start it, or leave --kafka out for an embedded one");
                set("assay.kafka.bootstrap", kafka);
            }
        }
        System.err.println("assay: starting with recipe " + chosen.label() + " …");
        int[] exit = new int[1];
        Quarkus.run(null, (code, failure) -> exit[0] = failure == null ? code : failed(failure));
        rewardModels.ifPresent(ModelsProcess::close);
        return exit[0];
    }

    /** Starts the process of the reward models where they are named, or where what is served needs them. */
    private Optional<ModelsProcess> startModels(Recipe chosen) {
        boolean asked = only != null && only.contains("models");
        boolean wanted = asked || only == null && ModelsFlags.needed(chosen);
        if (models.isNamed() ? only != null && !asked : !wanted || modelsAreElsewhere()) {
            return Optional.empty();
        }
        try {
            ModelsOptions options = models.needed();
            System.err.println("assay: starting the reward models …");
            return Optional.of(ModelsProcess.start(options));
        } catch (AssayException e) {
            if (asked || models.isNamed()) {
                throw e;
            }
            // Most of such a recipe works without them.
            System.err.println("assay: " + e.getMessage() + "; rollouts that recipe " + chosen.name()
                    + " needs them for have no reward");
            return Optional.empty();
        }
    }

    /** Whether other services may host the functions of reward models. */
    private boolean modelsAreElsewhere() {
        return remote != null
                || Stream.of("ASSAY_REMOTE", "ASSAY_MODELS_ADDRESS")
                        .anyMatch(variable -> System.getenv(variable) != null);
    }

    private void checkFlags() {
        if (only != null) {
            Set<String> unknown = new TreeSet<>(only);
            unknown.removeAll(PARTS);
            if (!unknown.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only: unknown part '" + unknown.iterator().next() + "'; allowed: "
                                + String.join(", ", new TreeSet<>(PARTS)));
            }
        }
        checkTime("--function-timeout", functionTimeout, Duration.ofHours(1));
        checkTime("--group-deadline", groupDeadline, Duration.ofHours(24));
        checkPort("http", httpPort);
        checkPort("grpc", grpcPort);
        checkPort("kafka", kafkaPort);
        models.options();
        if (!kafka.equals("none") && !kafka.equals("embedded") && !KafkaAddress.isValid(kafka)) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka must be HOST:PORT, 'embedded' or 'none', not '" + kafka + "'");
        }
        for (String file : recipes == null ? List.<String>of() : recipes) {
            if (!Files.isReadable(Path.of(file))) {
                throw new ParameterException(
                        spec.commandLine(), "--recipes " + file + ": no such file, or not readable");
            }
        }
        if (traces != null && !traces.matches("https?://[^/ ]+.*")) {
            throw new ParameterException(
                    spec.commandLine(), "--traces must be a URL such as http://127.0.0.1:4317, not '" + traces + "'");
        }
    }

    private void checkTime(String flag, String time, Duration most) {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new ParameterException(
                    spec.commandLine(), flag + ": '" + time + "' is no time; write it as 500ms, 10s or 2m");
        }
        long number = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
        if (duration.isZero() || duration.compareTo(most) > 0) {
            throw new ParameterException(
                    spec.commandLine(), flag + " must be from 1ms to " + most.toHours() + "h, not " + time);
        }
    }

    private void checkPort(String name, int port) {
        if (port < 0 || port > 65535) {
            throw new ParameterException(
                    spec.commandLine(), "--" + name + "-port must be from 0 to 65535, not " + port);
        }
    }

    private static void checkFree(String name, int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "port " + port + " is in use; choose another with --" + name + "-port, or 0 for a free one",
                    e);
        }
    }

    private String embedded() {
        BrokerOptions options = BrokerOptions.temporary().withPort(kafkaPort);
        if (kafkaData != null) {
            options = options.withData(kafkaData, true);
        }
        BrokerProcess broker = BrokerProcess.start(options);
        broker.outliveShutdownHooks();
        broker.ended()
                .thenAccept(why -> why.ifPresent(line -> {
                    System.err.println("assay: " + line);
                    Runtime.getRuntime().exit(ExitCode.ENVIRONMENT);
                }));
        return broker.bootstrapServers();
    }

    private static int failed(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof AssayException)) {
            cause = cause.getCause();
        }
        System.err.println("assay: the services did not start: " + Main.message(cause));
        return ExitCode.ENVIRONMENT;
    }

    private static void stopWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // The parent says nothing; only the end matters.
                }
            } catch (IOException e) {
                System.err.println("assay: standard input broke: " + e.getMessage());
            }
            Runtime.getRuntime().exit(ExitCode.DONE);
        });
    }

    private static void set(String name, String value) {
        System.setProperty(name, value);
    }
}
