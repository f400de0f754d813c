package dev.assay.deploy.models;

import dev.assay.decoder.model.Precision;
import dev.assay.decoder.torch.TorchOptions;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where and how a command computes. */
final class Computing {
    @Option(
            names = "--device",
            paramLabel = "D",
            defaultValue = "cpu",
            description = "cpu or cuda:N (default: ${DEFAULT-VALUE}).")
    String device;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "FLOAT32",
            description = "FLOAT32 or BFLOAT16 (default: ${DEFAULT-VALUE}).")
    Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "Compute threads (default: the cores).")
    @Nullable Integer threads;

    /** Device and precision. */
    TorchOptions options(CommandSpec spec) {
        try {
            return new TorchOptions(device, precision);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The threads, where they are said. */
    OptionalInt threads(CommandSpec spec) {
        if (threads == null) {
            return OptionalInt.empty();
        }
        if (threads < 1 || threads > 1024) {
            throw new ParameterException(spec.commandLine(), "--threads must be from 1 to 1024, not " + threads);
        }
        return OptionalInt.of(threads);
    }
}
