package dev.assay.bench;

import dev.assay.bench.client.ClientBench;
import dev.assay.bench.format.FormatBench;
import dev.assay.bench.grpc.GrpcBench;
import dev.assay.bench.kafka.KafkaBench;
import dev.assay.bench.language.LanguageBench;
import dev.assay.bench.math.MathBench;
import dev.assay.bench.models.ModelsBench;
import dev.assay.bench.report.Report;
import dev.assay.bench.sandbox.SandboxBench;
import dev.assay.reward.AssayException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay bench [NAME]}: runs the benchmarks, prints tables and leaves JSON. */
@Command(
        name = "assay bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Benchmarks: a table on standard output, JSON in a file. About eight minutes for all.",
            "For the Python peers install them where python3 is, or name another Python in ASSAY_BENCH_PYTHON:",
            "  pip install fastapi 'uvicorn[standard]' 'math-verify[antlr4_13_2]' transformers torch"
        })
public final class Bench implements Callable<Integer> {
    private static final List<Name> EVERY =
            Stream.of(Name.values()).filter(one -> one != Name.all).toList();

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "all",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Name name = Name.all;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the JSON goes; default bench/target/results/NAME.json")
    private @Nullable Path out;

    enum Name {
        client,
        format,
        grpc,
        kafka,
        language,
        math,
        models,
        sandbox,
        all
    }

    @Override
    public Integer call() throws Exception {
        Optional<Path> file = Optional.ofNullable(out);
        if (name == Name.all && file.isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--out goes with one benchmark; name one of " + EVERY);
        }
        List<Name> names = name == Name.all ? EVERY : List.of(name);
        for (Name one : names) {
            Report report = run(one);
            Path target = file.orElseGet(
                    () -> Path.of(System.getProperty("assay.root", "."), "bench", "target", "results", one + ".json"));
            report.write(target);
            System.out.println(report.table());
            System.err.println("assay: JSON in " + target);
        }
        return 0;
    }

    private static Report run(Name name) throws Exception {
        String command = "./assay bench " + name;
        System.err.println("assay: measuring " + name + " …");
        return switch (name) {
            case client -> ClientBench.run(command);
            case format -> FormatBench.run(command);
            case grpc -> GrpcBench.run(command);
            case kafka -> KafkaBench.run(command);
            case sandbox -> SandboxBench.run(command);
            case language -> LanguageBench.run(command);
            case math -> MathBench.run(command);
            case models -> ModelsBench.run(command);
            case all -> throw new IllegalArgumentException("all is not one benchmark");
        };
    }

    /** Runs the command line; exit codes as everywhere: 0 done, 2 wrong usage, 3 the environment lacks something. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((failure, _, _) -> {
            if (failure instanceof AssayException known) {
                System.err.println("assay: " + known.getMessage());
            } else {
                failure.printStackTrace();
            }
            return 3;
        });
        System.exit(line.execute(arguments));
    }
}
