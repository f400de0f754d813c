package dev.assay.model.training;

import dev.assay.decoder.checkpoint.TensorType;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Precision;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.roles.Role;
import dev.assay.model.training.LearningRate.Decay;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is told.
 *
 * @param role whether pairs (helpful) or labelled completions (safety) are learnt from
 * @param start the model that learns
 * @param train examples to learn from
 * @param evaluate examples to evaluate with, by name
 * @param holdOut the share of prompts of {@code train} that is only evaluated with; from 0 to below 1
 * @param maxTokens examples with a longer sequence are left out
 * @param schedule of the steps
 * @param loss that is lowered
 * @param adamW of the optimiser
 * @param saveEvery steps between checkpoints; 0 for none but the last
 * @param torch device and precision
 * @param threads of an operation
 * @param type of the written weights
 * @param output the directory that the model is written to
 */
record TrainingSettings(
        Role role,
        Start start,
        List<ExampleSource> train,
        Map<String, List<ExampleSource>> evaluate,
        double holdOut,
        int maxTokens,
        TrainingLoop.Schedule schedule,
        Loss loss,
        AdamW adamW,
        int saveEvery,
        TorchOptions torch,
        Optional<Integer> threads,
        TensorType type,
        Path output) {
    TrainingSettings {
        train = List.copyOf(train);
    }

    /** The model that learns. */
    sealed interface Start {
        /** A directory with a language or a reward model. */
        record Existing(Path directory) implements Start {}

        /**
         * An architecture, the size of a vocabulary that is learnt from the examples, and whether attention begins by
         * {@linkplain InitialModel#draw comparing}.
         */
        record Fresh(int vocabulary, boolean comparing, Map<String, Object> config) implements Start {}
    }

    static TrainingSettings read(ConfigFields root) {
        root.only(
                "kind",
                "role",
                "model",
                "new",
                "data",
                "maxTokens",
                "epochs",
                "batch",
                "learningRate",
                "clip",
                "adamw",
                "loss",
                "seed",
                "checkpointing",
                "saveEvery",
                "device",
                "precision",
                "threads",
                "weights",
                "output");
        Role role = root.constant("role", Role.class, Optional.empty());
        ConfigFields data = root.map("data");
        data.only("train", "evaluate", "holdOut");
        List<ExampleSource> train =
                data.maps("train", "file").stream().map(ExampleSource::read).toList();
        if (train.isEmpty()) {
            throw data.invalid("train", "names nothing to learn from");
        }
        Map<String, List<ExampleSource>> evaluate = new LinkedHashMap<>();
        ConfigFields sets = data.map("evaluate");
        for (String name : sets.names()) {
            evaluate.put(
                    name,
                    sets.maps(name, "file").stream().map(ExampleSource::read).toList());
        }
        double holdOut = data.number("holdOut", 0);
        if (holdOut < 0 || holdOut >= 1) {
            throw data.invalid("holdOut", "must be from 0 to below 1");
        }
        ConfigFields adamw = root.map("adamw");
        adamw.only("beta1", "beta2", "epsilon", "weightDecay");
        AdamW preset = new AdamW();
        AdamW optimizer = adamw.usable(
                "",
                () -> new AdamW(
                        adamw.number("beta1", preset.beta1()),
                        adamw.number("beta2", preset.beta2()),
                        adamw.number("epsilon", preset.epsilon()),
                        adamw.number("weightDecay", preset.weightDecay())));
        Precision precision = root.constant("precision", Precision.class, Optional.of(Precision.FLOAT32));
        if (precision == Precision.BFLOAT16) {
            throw root.invalid("precision", "must be float32 or mixed-bfloat16: weights in bfloat16 cannot learn");
        }
        return new TrainingSettings(
                role,
                start(root),
                train,
                evaluate,
                holdOut,
                root.whole("maxTokens", 8192, 1, 1 << 24),
                schedule(root),
                loss(role, root.map("loss")),
                optimizer,
                root.whole("saveEvery", 0, 0, Integer.MAX_VALUE),
                root.usable("device", () -> new TorchOptions(root.text("device").orElse("cpu"), precision)),
                root.has("threads") ? Optional.of(root.whole("threads", 1, 1, 1024)) : Optional.empty(),
                type(root),
                root.path("output"));
    }

    private static Start start(ConfigFields root) {
        if (root.has("model") == root.has("new")) {
            throw root.invalid("model", "one of model and new is needed");
        }
        if (root.has("model")) {
            return new Start.Existing(root.path("model"));
        }
        ConfigFields fresh = root.map("new");
        fresh.only("vocabulary", "comparing", "config");
        return new Start.Fresh(
                fresh.whole("vocabulary", 1024, 256, 1 << 20),
                fresh.flag("comparing", false),
                fresh.map("config").raw());
    }

    private static TrainingLoop.Schedule schedule(ConfigFields root) {
        ConfigFields batch = root.map("batch");
        batch.only("examples", "tokens");
        ConfigFields rate = root.map("learningRate");
        rate.only("peak", "warmUp", "decay", "floor");
        double clip = root.number("clip", 1);
        if (clip <= 0) {
            throw root.invalid("clip", "must be positive");
        }
        return new TrainingLoop.Schedule(
                root.whole("epochs", 1, 1, 1 << 20),
                batch.whole("examples", 256, 1, 1 << 20),
                batch.whole("tokens", 16_384, 1, 1 << 30),
                // DeepSeek-R1's.
                rate.usable(
                        "",
                        () -> new LearningRate(
                                rate.number("peak", 6e-6),
                                rate.number("warmUp", 0.03),
                                rate.constant("decay", Decay.class, Optional.of(Decay.COSINE)),
                                rate.number("floor", 0.1))),
                clip,
                root.whole("seed", 1, 0, Integer.MAX_VALUE),
                root.flag("checkpointing", false));
    }

    private static Loss loss(Role role, ConfigFields loss) {
        return switch (role) {
            case HELPFUL -> {
                loss.only("centring");
                yield loss.usable("", () -> new PairwiseLoss(loss.number("centring", 0)));
            }
            case SAFETY -> {
                loss.only("smoothing", "safeWeight");
                yield loss.usable(
                        "", () -> new PointwiseLoss(loss.number("smoothing", 0), loss.number("safeWeight", 1)));
            }
        };
    }

    private static TensorType type(ConfigFields root) {
        String name = root.text("weights").orElse("float32");
        for (TensorType type : TensorType.values()) {
            if (type.configName().equals(name)) {
                return type;
            }
        }
        throw root.invalid("weights", "must be float32, float16 or bfloat16, not " + name);
    }
}
