package dev.assay.model.sequence;

import ai.onnxruntime.OrtException;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A graph that somebody exported, with the tokenizer of its directory. It is computed on the processor. */
final class OnnxSequenceModel implements SequenceModel {
    /** The file that is taken where none is named. */
    private static final String GRAPH = "model.onnx";

    private final Profile profile;
    private final OnnxGraph graph;
    private final EncoderInput input;

    private OnnxSequenceModel(Profile profile, OnnxGraph graph, EncoderInput input) {
        this.profile = profile;
        this.graph = graph;
        this.input = input;
    }

    /** Whether a directory holds a graph and no weights. */
    static boolean isOnly(Path directory) {
        return Files.isRegularFile(directory.resolve(GRAPH))
                && !Files.exists(directory.resolve("model.safetensors"))
                && !Files.exists(directory.resolve("model.safetensors.index.json"));
    }

    static OnnxSequenceModel open(ModelSettings settings, TorchOptions device, OptionalInt threads) {
        Path directory = settings.path();
        if (!device.device().equals("cpu")) {
            throw refused(directory + ": an ONNX graph is computed on the processor; device must be cpu, not "
                    + device.device());
        }
        if (settings.head().isPresent()) {
            throw refused(directory + ": head: an ONNX graph has its head inside; leave it out");
        }
        Path file = directory.resolve(settings.onnx().orElse(GRAPH));
        if (!Files.isRegularFile(file)) {
            throw refused(file + ": no such file");
        }
        ModelDirectory files = new ModelDirectory(directory);
        OnnxGraph graph = OnnxGraph.open(file, files.padding(), files.firstPosition(), threads);
        try {
            int values = width(file, graph);
            Profile profile = new Profile(
                    files.architecture(),
                    files.labels(values),
                    Math.min(settings.maxTokens().orElse(Integer.MAX_VALUE), files.contextLength()),
                    0);
            return new OnnxSequenceModel(profile, graph, EncoderInput.open(directory, files, profile.maxTokens()));
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** A graph says by its first answer how many values it has, and whether it can be computed at all. */
    private static int width(Path file, OnnxGraph graph) {
        try {
            return graph.run(List.of(new Sequence(new int[] {0, 0})), 1, 2)[0].length;
        } catch (OrtException e) {
            throw refused(file + ": the graph cannot be computed: " + OnnxGraph.firstLine(e));
        }
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Reading read(ModelInput asked) {
        return input.read(asked);
    }

    @Override
    public float[][] logits(List<Sequence> sequences, int rows, int width) {
        try {
            return graph.run(sequences, rows, width);
        } catch (OrtException e) {
            throw new AssayException(ErrorCode.INTERNAL, "the graph cannot be computed: " + OnnxGraph.firstLine(e), e);
        }
    }

    /** In several batches of similar lengths, so that at most a fifth of what is computed is padding. */
    @Override
    public float[][] logits(List<Sequence> sequences) {
        List<Integer> byLength = IntStream.range(0, sequences.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> sequences.get(i).ids().length))
                .toList();
        float[][] all = new float[sequences.size()][];
        List<Integer> batch = new ArrayList<>();
        long tokens = 0;
        for (int next : byLength) {
            int length = sequences.get(next).ids().length;
            if (5 * (tokens + length) < 4L * length * (batch.size() + 1)) {
                compute(sequences, batch, all);
                batch.clear();
                tokens = 0;
            }
            batch.add(next);
            tokens += length;
        }
        compute(sequences, batch, all);
        return all;
    }

    private void compute(List<Sequence> sequences, List<Integer> batch, float[][] all) {
        List<Sequence> chosen = batch.stream().map(sequences::get).toList();
        float[][] values = logits(chosen, chosen.size(), chosen.getLast().ids().length);
        for (int i = 0; i < values.length; i++) {
            all[batch.get(i)] = values[i];
        }
    }

    @Override
    public void close() {
        graph.close();
        input.close();
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, message);
    }
}
