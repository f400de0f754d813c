package dev.assay.model.sequence;

import dev.assay.decoder.torch.TorchOptions;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.List;
import java.util.OptionalInt;

/**
 * A model that gives a text some values. Reading and computing may go on in several threads at once; {@link #close}
 * needs the model for itself.
 */
public interface SequenceModel extends AutoCloseable {
    /**
     * What is known of a model.
     *
     * @param architecture such as {@code Qwen2ForSequenceClassification}
     * @param labels one for each value of the head
     * @param maxTokens the longest input
     * @param parameters how many weights there are; 0 where nobody counted
     */
    record Profile(String architecture, List<String> labels, int maxTokens, long parameters) {
        public Profile {
            labels = List.copyOf(labels);
        }
    }

    /** What is known of this one. */
    Profile profile();

    /** Reads an input into tokens. Whatever it is, it becomes one or the other. */
    Reading read(ModelInput input);

    /**
     * The head's values.
     *
     * @param sequences at least one
     * @param rows the height of the batch, at least the number of sequences; rows without one are padding
     * @param width the length of its rows, at least that of the longest sequence
     * @return {@code [sequences][values]}
     */
    float[][] logits(List<Sequence> sequences, int rows, int width);

    /**
     * The same in whatever shape costs least. A value may differ by rounding from what the same sequence gets in other
     * company.
     */
    default float[][] logits(List<Sequence> sequences) {
        int width = sequences.stream()
                .mapToInt(sequence -> sequence.ids().length)
                .max()
                .orElseThrow();
        return logits(sequences, sequences.size(), width);
    }

    /** Frees the native memory. */
    @Override
    void close();

    /**
     * Loads a model: an exported graph where the settings name one or the directory holds nothing else, otherwise a
     * checkpoint. Whether the settings say how its values become one score is checked here.
     *
     * @param device of a checkpoint; a graph is computed on the processor
     * @param threads of a graph; a checkpoint's are the process's ({@code TorchRuntime.useThreads})
     * @throws AssayException CONFIGURATION where it cannot be used, UNAVAILABLE where this machine lacks what it needs
     */
    static SequenceModel load(ModelSettings settings, TorchOptions device, OptionalInt threads) {
        boolean graph = settings.onnx().isPresent() || OnnxSequenceModel.isOnly(settings.path());
        SequenceModel model =
                graph ? OnnxSequenceModel.open(settings, device, threads) : TorchSequenceModel.open(settings, device);
        int values = model.profile().labels().size();
        if (!settings.score().fits(values)) {
            model.close();
            throw new AssayException(ErrorCode.CONFIGURATION, unfit(settings, values));
        }
        return model;
    }

    private static String unfit(ModelSettings settings, int values) {
        int weights = settings.score().weights().size();
        return settings.path() + ": score: "
                + (weights == 0
                        ? "the head has " + values + " values: index or weights must say which of them count"
                        : "index or weights reach to the value " + (weights - 1) + "; the head has " + values
                                + ", counted from 0");
    }
}
