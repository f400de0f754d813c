package dev.assay.model.sequence;

import dev.assay.decoder.torch.TorchOptions;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.settings.ModelSettings;
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

    /** The same without more padding than the sequences ask for. */
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
     * checkpoint.
     *
     * @throws dev.assay.reward.AssayException CONFIGURATION where it cannot be used, UNAVAILABLE where this machine
     *     lacks what it needs
     */
    static SequenceModel load(ModelSettings settings, TorchOptions device, OptionalInt threads) {
        return TorchSequenceModel.open(settings, device);
    }
}
