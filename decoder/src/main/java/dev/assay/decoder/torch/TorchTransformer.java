package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.checkpoint.Head;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.checkpoint.WeightSource;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.Precision;
import dev.assay.decoder.model.ScorePass;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TokenLogProbs;
import dev.assay.decoder.model.TrainingPass;
import dev.assay.decoder.model.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** A {@link Transformer} on PyTorch. Freed memory is never touched: a closed model answers IllegalStateException. */
public final class TorchTransformer implements Transformer {
    private final Architecture architecture;
    private final Precision precision;
    private final NDManager manager;
    private final TorchModule module;
    private final Transfer transfer;
    private final NDArray frequencies;
    private final List<TensorShape> shapes;
    private final List<NDArray> weights = new ArrayList<>();
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;
    private boolean learns;

    private TorchTransformer(Architecture architecture, TorchOptions options) {
        this.architecture = architecture;
        this.precision = options.precision();
        this.shapes = architecture.tensors();
        this.manager = TorchRuntime.manager(options.djlDevice());
        this.module = new TorchModule(manager, TorchSource.of(architecture, precision));
        this.transfer = new Transfer(module, manager);
        this.frequencies = manager.create(
                architecture.ropeScaling().inverseFrequencies(architecture.ropeTheta(), architecture.headDimension()));
    }

    /** Loads a checkpoint's weights; the checkpoint may be closed afterwards. */
    public static TorchTransformer load(Checkpoint checkpoint, TorchOptions options) {
        return load(checkpoint.architecture(), checkpoint::weights, options);
    }

    /** Makes a model of given weights, by name. */
    public static TorchTransformer load(
            Architecture architecture, Function<String, WeightSource> weights, TorchOptions options) {
        TorchTransformer transformer = new TorchTransformer(architecture, options);
        try {
            for (TensorShape shape : transformer.shapes) {
                transformer.weights.add(transformer.tensor(shape, weights.apply(shape.name())));
            }
            return transformer;
        } catch (RuntimeException e) {
            transformer.close();
            throw e;
        }
    }

    private NDArray tensor(TensorShape shape, WeightSource source) {
        Shape sizes =
                new Shape(shape.shape().stream().mapToLong(Long::longValue).toArray());
        NDArray tensor = manager.zeros(sizes, DataType.FLOAT32);
        tensor.setName(TorchModule.WEIGHTS);
        transfer.store(tensor, shape.size(), source);
        if (precision != Precision.BFLOAT16) {
            return tensor;
        }
        NDArray narrow;
        try (NDManager scope = manager.newSubManager()) {
            NDArray input = scope.create(0f);
            narrow = module.callForOne(TorchModule.Purpose.WRITE, "halved", input, tensor);
            narrow.attach(manager);
        }
        tensor.close();
        narrow.setName(TorchModule.WEIGHTS);
        return narrow;
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public float[][] headAt(TokenBatch batch, List<int[]> tokens) {
        long[] rows = cells(batch, tokens);
        if (rows.length == 0) {
            return new float[0][];
        }
        return use(() -> {
            try (NDManager scope = manager.newSubManager()) {
                NDArray hidden = hidden(TorchModule.Purpose.READ, scope, batch, rows);
                return Transfer.rows(
                        module.callForOne(TorchModule.Purpose.READ, "scores", hidden, head()), rows.length);
            }
        });
    }

    @Override
    public TokenLogProbs logProbs(TokenBatch batch, boolean[][] scored) {
        ScoredTokens chosen = scored(batch, scored);
        if (chosen.count() == 0) {
            return chosen.spread(new float[0], new float[0]);
        }
        return use(() -> {
            try (NDManager scope = manager.newSubManager()) {
                NDArray hidden = hidden(TorchModule.Purpose.READ, scope, batch, chosen.predecessors());
                return logProbs(TorchModule.Purpose.READ, scope, hidden, chosen);
            }
        });
    }

    @Override
    public TrainingPass train(TokenBatch batch, boolean[][] scored, boolean checkpointing) {
        checkTrainable();
        ScoredTokens chosen = scored(batch, scored);
        if (chosen.count() == 0) {
            throw new IllegalArgumentException("no token of the batch is scored");
        }
        return use(() -> {
            learn();
            return new TorchTrainingPass(this, batch, chosen, checkpointing);
        });
    }

    @Override
    public ScorePass trainScores(TokenBatch batch, List<int[]> tokens, boolean checkpointing) {
        checkTrainable();
        if (!(architecture.head() instanceof Head.Classification)) {
            throw new IllegalStateException("a language model has no scores");
        }
        long[] cells = cells(batch, tokens);
        if (cells.length == 0) {
            throw new IllegalArgumentException("no token of the batch is scored");
        }
        return use(() -> {
            learn();
            return new TorchScorePass(this, batch, cells, checkpointing);
        });
    }

    @Override
    public Decoding decode(List<int[]> prompts) {
        if (!(architecture.head() instanceof Head.LanguageModel)) {
            throw new IllegalStateException("a classification model has no next token");
        }
        TokenBatch batch = TokenBatch.padded(prompts);
        check(batch);
        return use(() -> new TorchDecoding(this, batch));
    }

    @Override
    public Optimizer optimizer(AdamW settings) {
        return use(() -> {
            learn();
            return new TorchOptimizer(this, settings);
        });
    }

    @Override
    public double gradientNorm(String tensor) {
        int at = index(tensor);
        return use(() -> {
            try (NDManager scope = manager.newSubManager()) {
                Optional<NDArray> gradient = gradient(at, scope);
                return gradient.isEmpty()
                        ? 0.0
                        : module.callForOne(TorchModule.Purpose.READ, "norm", gradient.get())
                                .getFloat();
            }
        });
    }

    @Override
    public WeightSource weights(String tensor) {
        NDArray weight = weights.get(index(tensor));
        return (from, into, count) -> use(() -> {
            transfer.read(weight, from, into, count);
            return count;
        });
    }

    @Override
    public void setWeights(String tensor, WeightSource source) {
        int at = index(tensor);
        use(() -> {
            transfer.store(weights.get(at), shapes.get(at).size(), source);
            return at;
        });
    }

    @Override
    public void close() {
        Lock all = life.writeLock();
        all.lock();
        try {
            if (!closed) {
                closed = true;
                manager.close();
            }
        } finally {
            all.unlock();
        }
    }

    /** Runs while the model cannot be closed. */
    <T> T use(Supplier<T> task) {
        Lock alive = life.readLock();
        alive.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            return task.get();
        } finally {
            alive.unlock();
        }
    }

    NDManager manager() {
        return manager;
    }

    TorchModule module() {
        return module;
    }

    List<NDArray> weights() {
        return weights;
    }

    NDArray head() {
        return weights.get(TorchSource.head(architecture));
    }

    NDArray frequencies() {
        return frequencies;
    }

    TorchInputs inputs(NDManager scope, TokenBatch batch) {
        return TorchInputs.of(module, scope, frequencies, batch);
    }

    private NDArray hidden(TorchModule.Purpose purpose, NDManager scope, TokenBatch batch, long[] cells) {
        TorchInputs inputs = inputs(scope, batch);
        return hidden(purpose, inputs, inputs.rows(scope, cells));
    }

    NDArray hidden(TorchModule.Purpose purpose, TorchInputs inputs, NDArray rows) {
        List<NDArray> arguments =
                new ArrayList<>(List.of(inputs.ids(), inputs.cosines(), inputs.sines(), inputs.runs(), rows));
        arguments.addAll(weights);
        return module.call(purpose, "body", arguments).getFirst();
    }

    TokenLogProbs logProbs(TorchModule.Purpose purpose, NDManager scope, NDArray hidden, ScoredTokens chosen) {
        var values = module.call(
                purpose, "log_probs", List.of(hidden, scope.create(chosen.targets()), chunk(scope), head()));
        return chosen.spread(Transfer.floats(values.get(0)), Transfer.floats(values.get(1)));
    }

    /** How many rows of logits exist at a time: 4 MiB of them, but so many that products stay efficient. */
    NDArray chunk(NDManager scope) {
        return scope.create((long) Math.clamp((1 << 20) / architecture.head().width(), 128, 4096));
    }

    /** A tensor's gradient, if there is one yet. */
    Optional<NDArray> gradient(int at, NDManager scope) {
        PtNDArray gradient = JniUtils.getGradient((PtNDArray) weights.get(at));
        if (gradient == null) {
            return Optional.empty();
        }
        gradient.attach(scope);
        return Optional.of(gradient);
    }

    private void learn() {
        synchronized (weights) {
            if (!learns) {
                weights.forEach(weight -> JniUtils.attachGradient((PtNDArray) weight, true));
                learns = true;
            }
        }
    }

    private int index(String tensor) {
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).name().equals(tensor)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no tensor " + tensor + " in this architecture");
    }

    private void checkTrainable() {
        if (precision == Precision.BFLOAT16) {
            throw new IllegalStateException("a model whose weights are bfloat16 cannot be trained");
        }
    }

    /** Row times width plus column of each token. */
    private long[] cells(TokenBatch batch, List<int[]> tokens) {
        check(batch);
        long[] cells = new long[tokens.size()];
        for (int i = 0; i < cells.length; i++) {
            int row = tokens.get(i)[0];
            int column = tokens.get(i)[1];
            if (row < 0 || row >= batch.rows() || column < 0 || column >= batch.width()) {
                throw new IllegalArgumentException("no token at row " + row + ", column " + column);
            }
            if (batch.segment(row, column) == TokenBatch.PADDING) {
                throw new IllegalArgumentException("padding at row " + row + ", column " + column);
            }
            cells[i] = (long) row * batch.width() + column;
        }
        return cells;
    }

    private ScoredTokens scored(TokenBatch batch, boolean[][] scored) {
        check(batch);
        if (!(architecture.head() instanceof Head.LanguageModel)) {
            throw new IllegalStateException("a classification model has no token log-probabilities");
        }
        return ScoredTokens.of(batch, scored);
    }

    /** PyTorch would read outside of the embedding, which on an accelerator ends the process. */
    private void check(TokenBatch batch) {
        for (int r = 0; r < batch.rows(); r++) {
            for (int t = 0; t < batch.width(); t++) {
                check(batch.id(r, t));
            }
        }
    }

    void check(int id) {
        if (id < 0 || id >= architecture.vocabulary()) {
            throw new IllegalArgumentException(
                    "token id " + id + " is not in the vocabulary of " + architecture.vocabulary());
        }
    }
}
