package dev.assay.model.serving;

import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.model.sequence.ModelInput;
import dev.assay.model.sequence.Reading;
import dev.assay.model.sequence.SequenceModel;
import dev.assay.model.settings.ModelSettings;
import dev.assay.model.settings.ModelsConfiguration;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The models of a process, by name. Safe for use by several threads. Inputs of all callers are gathered into batches of
 * their model; a text's score depends on its batch by rounding only, or not at all where batches have a fixed shape.
 * Loading another version under a name drops no call: those under way end on the version that they began with.
 */
public final class RewardModels implements AutoCloseable {
    private final ModelsConfiguration configuration;
    private final ScoringListener listener;
    private final Map<String, NamedModel> models = new ConcurrentSkipListMap<>();
    /** One batch at a time: two at once on the same cores take more than twice as long. */
    private final Lock device = new ReentrantLock(true);
    /** Loading and unloading take turns; scoring does not wait for them. */
    private final Lock changing = new ReentrantLock(true);

    private final ScheduledThreadPoolExecutor clock;
    private volatile boolean closed;

    private RewardModels(ModelsConfiguration configuration, ScoringListener listener) {
        this.configuration = configuration;
        this.listener = listener;
        this.clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("reward-model-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Loads the configured models.
     *
     * @throws AssayException CONFIGURATION where one cannot be used, UNAVAILABLE where the machine lacks what it needs
     */
    public static RewardModels open(ModelsConfiguration configuration, ScoringListener listener) {
        configuration.threads().ifPresent(TorchRuntime::useThreads);
        RewardModels models = new RewardModels(configuration, listener);
        try {
            configuration.models().forEach(models::load);
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
        return models;
    }

    /**
     * Reads the inputs into tokens and puts them into the model's queue; never waits for a score. Cancelling the future
     * takes them out again. An input over the model's limit or without tokens is UNSCORABLE, one that is not scored at
     * the deadline TIMEOUT; neither keeps the others from their scores.
     *
     * @param name of the model; empty for the default, or the only one
     * @throws UnknownModelException where there is no such model
     * @throws AssayException OVERLOADED where too many inputs wait, TOO_LARGE for more inputs than may ever wait,
     *     UNAVAILABLE where the model is not loaded
     */
    public CompletableFuture<ModelScores> submit(String name, List<ModelInput> inputs, Deadline deadline) {
        NamedModel model = named(name);
        try {
            int most = configuration.batching().waiting();
            if (inputs.size() > most) {
                throw new AssayException(
                        ErrorCode.TOO_LARGE, inputs.size() + " inputs in one call; " + most + " is the most");
            }
            while (true) {
                ServedModel version = model.serving().orElseThrow(() -> unavailable(model));
                Optional<Call> call = version.submit(inputs, deadline);
                if (call.isPresent()) {
                    return timed(call.get());
                }
                // Retired between the look and the call: either there is a successor by now, or the name is gone.
                if (closed || models.get(model.name()) != model) {
                    throw unavailable(model);
                }
            }
        } catch (AssayException e) {
            listener.refused(model.name(), e.code());
            throw e;
        }
    }

    /**
     * The same, waiting for the scores; an interrupt cancels the call.
     *
     * @throws AssayException as {@link #submit}, and UNAVAILABLE where the model was stopped meanwhile
     */
    public ModelScores score(String name, List<ModelInput> inputs, Deadline deadline) throws InterruptedException {
        CompletableFuture<ModelScores> scores = submit(name, inputs, deadline);
        try {
            return scores.get();
        } catch (InterruptedException e) {
            scores.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssayException known
                    ? known
                    : new AssayException(ErrorCode.INTERNAL, String.valueOf(e.getCause()), e);
        } catch (CancellationException e) {
            throw new AssayException(ErrorCode.INTERNAL, "the call was cancelled", e);
        }
    }

    /**
     * Whether the model can read an input; it may still have no time for it.
     *
     * @throws UnknownModelException where there is no such model
     * @throws AssayException UNAVAILABLE where the model is not loaded
     */
    public boolean reads(String name, ModelInput input) {
        NamedModel model = named(name);
        ServedModel version = model.serving().orElseThrow(() -> unavailable(model));
        return version.read(input) instanceof Reading.Sequence;
    }

    /** All models by name. */
    public List<ModelDescription> list() {
        Optional<String> preferred = preferred();
        return models.values().stream()
                .map(model -> model.describe(preferred.equals(Optional.of(model.name()))))
                .toList();
    }

    /** The model of a role, the first by name where there are several. */
    public Optional<String> forRole(String role) {
        return models.values().stream()
                .filter(model -> model.settings().role().equals(Optional.of(role)))
                .map(NamedModel::name)
                .findFirst();
    }

    /** How a model was configured. */
    public Optional<ModelSettings> settings(String name) {
        return Optional.ofNullable(models.get(name)).map(NamedModel::settings);
    }

    /** What waits, by model. */
    public Map<String, QueueLength> queues() {
        Map<String, QueueLength> queues = new LinkedHashMap<>();
        models.forEach((name, model) ->
                queues.put(name, model.serving().map(ServedModel::queueLength).orElse(new QueueLength(0, 0))));
        return queues;
    }

    /**
     * Loads a model, or another version of one that is loaded; returns when it answers. While it loads, the version
     * before it answers, and stays where loading fails. The same version again changes nothing. A known name keeps its
     * settings; a new one has a role where it is called {@code helpful} or {@code safety}.
     *
     * @param path a directory below the folder that was configured
     * @throws AssayException INVALID_FIELD where name or path may not be used, else as {@link #open}
     */
    public ModelDescription load(String name, String path) {
        Path directory = ModelFolder.below(configuration.folder(), path);
        ModelFolder.checkName(name);
        changing.lock();
        try {
            ModelSettings settings = Optional.ofNullable(models.get(name))
                    .map(known -> known.settings().at(directory))
                    .orElseGet(() -> ModelsConfiguration.settings(name, directory));
            load(name, settings);
            return describe(name);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Takes a model away. Calls under way still end.
     *
     * @throws UnknownModelException where there is no such model
     */
    public ModelDescription unload(String name) {
        changing.lock();
        try {
            NamedModel model = named(name);
            ModelDescription last = describe(model.name());
            models.remove(model.name());
            model.serving().ifPresent(ServedModel::retire);
            return last.in(ModelDescription.State.UNLOADING);
        } finally {
            changing.unlock();
        }
    }

    /** Stops: what waits gets UNAVAILABLE, the batches under way end, and the memory is freed. */
    @Override
    public void close() {
        closed = true;
        changing.lock();
        try {
            List<ServedModel> all = new ArrayList<>();
            models.values().forEach(model -> model.serving().ifPresent(all::add));
            models.clear();
            all.forEach(ServedModel::abandon);
            all.forEach(ServedModel::awaitEnd);
            clock.shutdownNow();
        } finally {
            changing.unlock();
        }
    }

    private void load(String name, ModelSettings settings) {
        if (closed) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "the models are being stopped");
        }
        NamedModel model = models.computeIfAbsent(name, _ -> new NamedModel(name, settings));
        try {
            String version = ModelVersion.of(settings);
            if (model.serving().map(ServedModel::version).equals(Optional.of(version))) {
                return;
            }
            SequenceModel loaded = SequenceModel.load(settings, configuration.device(), configuration.threads());
            model.serve(new ServedModel(name, version, settings, loaded, configuration.batching(), device, listener))
                    .ifPresent(ServedModel::retire);
        } catch (RuntimeException e) {
            model.fail(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private ModelDescription describe(String name) {
        return list().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private NamedModel named(String name) {
        if (name.isEmpty()) {
            return preferred()
                    .map(models::get)
                    .orElseThrow(() -> new UnknownModelException("the request must name a model; " + known()));
        }
        NamedModel model = models.get(name);
        if (model == null) {
            throw new UnknownModelException("there is no model '" + name + "'; " + known());
        }
        return model;
    }

    private String known() {
        return models.isEmpty() ? "no model is loaded" : "there are: " + String.join(", ", models.keySet());
    }

    private Optional<String> preferred() {
        return models.values().stream()
                .filter(model -> model.settings().preferred() || models.size() == 1)
                .map(NamedModel::name)
                .findFirst();
    }

    private CompletableFuture<ModelScores> timed(Call call) {
        if (!call.over()) {
            ScheduledFuture<?> end =
                    clock.schedule(call::expire, call.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
            var unused = call.future().whenComplete((_, _) -> end.cancel(false));
        }
        return call.future();
    }

    private static AssayException unavailable(NamedModel model) {
        return new AssayException(ErrorCode.UNAVAILABLE, "the model " + model.name() + " is not loaded");
    }
}
