package dev.assay.model.sequence;

import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.checkpoint.Head;
import dev.assay.decoder.checkpoint.HeadTensors;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.Transformer;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchTransformer;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.settings.HeadSettings;
import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A decoder with a classification head, read at the last token of each sequence. */
final class TorchSequenceModel implements SequenceModel {
    private final Profile profile;
    private final Transformer transformer;
    private final Tokenizer tokenizer;
    private final Optional<ChatFormat> chat;
    private final OptionalInt begin;
    private final float[] bias;
    private final InputLimit limit;

    private TorchSequenceModel(
            Profile profile,
            Transformer transformer,
            Tokenizer tokenizer,
            Optional<ChatFormat> chat,
            OptionalInt begin,
            float[] bias) {
        this.profile = profile;
        this.transformer = transformer;
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.begin = begin;
        this.bias = bias;
        this.limit = new InputLimit(profile.maxTokens());
    }

    static TorchSequenceModel open(ModelSettings settings, TorchOptions device) {
        Path directory = settings.path();
        ModelDirectory files = new ModelDirectory(directory);
        try (Checkpoint checkpoint = checkpoint(settings)) {
            Architecture architecture = checkpoint.architecture();
            if (!(architecture.head() instanceof Head.Classification head)) {
                throw refused(directory + " is a language model: architectures in config.json must name a"
                        + " …ForSequenceClassification, or head the tensor of its value head");
            }
            Profile profile = new Profile(
                    files.architecture(),
                    files.labels(head.width()),
                    Math.min(settings.maxTokens().orElse(Integer.MAX_VALUE), architecture.contextLength()),
                    architecture.parameters());
            Tokenizer tokenizer = Tokenizer.open(directory);
            try {
                return new TorchSequenceModel(
                        profile,
                        TorchTransformer.load(checkpoint, device),
                        tokenizer,
                        ChatFormat.open(directory, tokenizer),
                        files.beginning().map(tokenizer::specialId).orElse(OptionalInt.empty()),
                        bias(settings, checkpoint, head.width()));
            } catch (RuntimeException e) {
                tokenizer.close();
                throw e;
            }
        }
    }

    private static Checkpoint checkpoint(ModelSettings settings) {
        return settings.head()
                .map(head -> Checkpoint.open(settings.path(), new HeadTensors(head.weight(), head.bias())))
                .orElseGet(() -> Checkpoint.open(settings.path()));
    }

    /** What is added to the values; zeros where there is nothing. */
    private static float[] bias(ModelSettings settings, Checkpoint checkpoint, int width) {
        float[] bias = new float[width];
        settings.head()
                .flatMap(HeadSettings::bias)
                .ifPresent(name -> checkpoint.weights(name).read(0, bias, width));
        return bias;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Reading read(ModelInput input) {
        Optional<Reading> tooLong = limit.check(input);
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        return switch (input) {
            case ModelInput.Text(String text) -> limit.check(new Sequence(tokenizer.encode(text)));
            case ModelInput.Chat(List<Message> messages) -> rendered(messages);
            case ModelInput.Tokens(int[] ids) -> checked(ids);
            case ModelInput.Pair(String first, String second) ->
                rendered(List.of(new Message("user", first), new Message("assistant", second)));
        };
    }

    @Override
    public float[][] logits(List<Sequence> sequences, int rows, int width) {
        int[][] ids = new int[rows][];
        int[][] segments = new int[rows][width];
        int[][] positions = new int[rows][width];
        List<int[]> last = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            // A row needs something to attend to, also where nobody reads it.
            int[] sequence = r < sequences.size() ? sequences.get(r).ids() : new int[1];
            ids[r] = Arrays.copyOf(sequence, width);
            Arrays.fill(segments[r], 0, sequence.length, 1);
            for (int t = 0; t < sequence.length; t++) {
                positions[r][t] = t;
            }
            // The head reads every row: products of another height may round differently.
            last.add(new int[] {r, sequence.length - 1});
        }
        return Arrays.copyOf(values(TokenBatch.of(ids, segments, positions), last), sequences.size());
    }

    /** One behind the other in one row: sequences of any lengths go together without padding. */
    @Override
    public float[][] logits(List<Sequence> sequences) {
        TokenBatch batch =
                TokenBatch.packed(List.of(sequences.stream().map(Sequence::ids).toList()));
        return values(batch, batch.lastTokens());
    }

    private float[][] values(TokenBatch batch, List<int[]> tokens) {
        float[][] values = transformer.headAt(batch, tokens);
        for (float[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] += bias[i];
            }
        }
        return values;
    }

    @Override
    public void close() {
        transformer.close();
        tokenizer.close();
    }

    private Reading rendered(List<Message> messages) {
        if (chat.isEmpty()) {
            return Reading.unreadable("the model has no chat template");
        }
        return ChatReading.of(chat.get(), messages, begin, limit);
    }

    private Reading checked(int[] ids) {
        for (int id : ids) {
            if (id < 0 || id >= transformer.architecture().vocabulary()) {
                return Reading.outsideOf(id, transformer.architecture().vocabulary());
            }
        }
        return limit.check(new Sequence(ids.clone()));
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, message);
    }
}
