package dev.assay.deploy.models;

import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.model.sequence.SequenceModel;
import dev.assay.model.settings.HeadSettings;
import dev.assay.model.settings.ModelSettings;
import dev.assay.model.settings.ScoreRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description =
                "Scores with a reward model: lines with text, messages, tokenIds, or text and textPair in; score, the raw"
                        + " logit, out. A head with several values gives logits, and score only where --index says which"
                        + " of them it is. Nothing is cut off: a line that is too long, or cannot be used, gets an"
                        + " error. Exit 1 where a line has one.")
final class ClassifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "A Hugging Face directory: a checkpoint of a ...ForSequenceClassification, or model.onnx with its"
                            + " tokenizer.json.")
    Path model;

    @Mixin
    InAndOut files;

    @Option(
            names = "--index",
            paramLabel = "N",
            description = "Which value of a head with several is the score, counted from 0.")
    @Nullable Integer index;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "The longest input; a longer one is an error (default: what the model was made for).")
    @Nullable Integer maxTokens;

    @Option(
            names = "--head",
            paramLabel = "TENSOR",
            description = "The tensor of the head where it is not score.weight, such as v_head.summary.weight or"
                    + " value_head.weight.")
    @Nullable String head;

    @Option(names = "--head-bias", paramLabel = "TENSOR", description = "The tensor of that head's bias.")
    @Nullable String headBias;

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            description =
                    "The exported graph in the directory (default: model.onnx where there are no weights); it has a"
                            + " precision of its own.")
    @Nullable String onnx;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "The most lines that are computed together (default: ${DEFAULT-VALUE}); together they have at most"
                            + " 4096 tokens, or are one line.")
    int batch;

    @Mixin
    Computing computing;

    @Override
    public Integer call() throws IOException {
        check();
        TorchOptions options = computing.options(spec);
        OptionalInt threads = computing.threads(spec);
        if (TorchRuntime.trouble().isEmpty()) {
            threads.ifPresent(TorchRuntime::useThreads);
        }
        try (SequenceModel loaded = SequenceModel.load(settings(), options, threads);
                InputStream input = files.input();
                OutputStream output = files.output()) {
            return new ClassifyFile(loaded, optional(index), batch).run(input, output) ? Main.DONE : Main.NEGATIVE;
        }
    }

    private void check() throws IOException {
        within("--batch", batch, 4096);
        within("--max-tokens", maxTokens, 1 << 24);
        if (index != null && (index < 0 || index > 4095)) {
            throw wrong("--index must be from 0 to 4095, not " + index);
        }
        if (headBias != null && head == null) {
            throw wrong("--head-bias needs --head");
        }
        files.check(spec);
        if (!Files.isDirectory(model)) {
            throw wrong("--model " + model + " is no folder");
        }
    }

    private void within(String flag, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw wrong(flag + " must be from 1 to " + most + ", not " + value);
        }
    }

    private ModelSettings settings() {
        return new ModelSettings(
                model,
                Optional.empty(),
                false,
                optional(maxTokens),
                Optional.ofNullable(onnx),
                Optional.ofNullable(head).map(weight -> new HeadSettings(weight, Optional.ofNullable(headBias))),
                // Every head has a first value: without --index nothing is asked of it.
                ScoreRule.index(index == null ? 0 : index));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
