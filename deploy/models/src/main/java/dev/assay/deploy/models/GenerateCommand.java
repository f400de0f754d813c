package dev.assay.deploy.models;

import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.generation.Generator;
import dev.assay.decoder.generation.Sampling;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.decoder.torch.TorchTransformer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description =
                "Samples from a checkpoint: lines with prompt, messages or tokenIds in; text, tokenIds, logprobs out."
                        + " Exit 1 where a line has an error.")
final class GenerateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "A Hugging Face model directory.")
    Path model;

    @Mixin
    InAndOut files;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description =
                    "How many tokens may follow (default: ${DEFAULT-VALUE}); with 0 and --logprobs the given tokens"
                            + " are scored.")
    int maxTokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description = "What logits are divided by (default: ${DEFAULT-VALUE}, the likeliest token).")
    double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Keeps the likeliest tokens that together have P.")
    double topP;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "Keeps the K likeliest tokens; 0 keeps all.")
    int topK;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            defaultValue = "0",
            description = "Keeps tokens that have at least this share of the likeliest one's probability.")
    double minP;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Of the random numbers (default: ${DEFAULT-VALUE}); a line's depend on it and the line's number.")
    long seed;

    @Option(names = "--stop", paramLabel = "TEXT", description = "A text to end at; may be given several times.")
    List<String> stop = List.of();

    @Option(names = "--logprobs", description = "Log-probabilities of the tokens under the model, before temperature.")
    boolean logprobs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many sequences are worked on at a time (default: ${DEFAULT-VALUE}).")
    int batch;

    @Mixin
    Computing computing;

    @Override
    public Integer call() throws IOException {
        check();
        Sampling sampling = usable(() -> new Sampling(temperature, topP, topK, minP));
        TorchOptions options = computing.options(spec);
        OptionalInt threads = computing.threads(spec);
        try (Checkpoint checkpoint = Checkpoint.open(model);
                Tokenizer tokenizer = Tokenizer.open(model)) {
            Requests requests = new Requests(tokenizer, ChatFormat.open(model, tokenizer), checkpoint.architecture());
            threads.ifPresent(TorchRuntime::useThreads);
            try (TorchTransformer transformer = TorchTransformer.load(checkpoint, options);
                    InputStream input = files.input();
                    OutputStream output = files.output()) {
                Generator generator = usable(() -> new Generator(transformer, tokenizer, batch));
                GenerateFile file = new GenerateFile(
                        requests,
                        transformer,
                        tokenizer,
                        generator,
                        new GenerateFile.Settings(maxTokens, sampling, seed, stop, logprobs, batch));
                return file.run(input, output) ? Main.DONE : Main.NEGATIVE;
            }
        }
    }

    private void check() throws IOException {
        if (maxTokens < 0) {
            throw new ParameterException(spec.commandLine(), "--max-tokens must be 0 or more, not " + maxTokens);
        }
        if (stop.contains("")) {
            throw new ParameterException(spec.commandLine(), "--stop needs a text");
        }
        files.check(spec);
        if (!Files.isDirectory(model)) {
            throw new ParameterException(spec.commandLine(), "--model " + model + " is no folder");
        }
    }

    /** A flag's value that is refused further in is wrong usage all the same. */
    private <T> T usable(java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
