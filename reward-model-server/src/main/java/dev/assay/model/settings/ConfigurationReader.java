package dev.assay.model.settings;

import dev.assay.decoder.model.Precision;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.model.configuration.ConfigFields;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the YAML form. */
final class ConfigurationReader {
    private ConfigurationReader() {}

    static ModelsConfiguration read(Path file) {
        ConfigFields root = ConfigFields.read(file);
        root.only("models", "folder", "batch", "device", "precision", "threads");
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        ConfigFields specs = root.named("models");
        specs.names().forEach(name -> models.put(name, model(specs.map(name, "path"))));
        long preferred =
                models.values().stream().filter(ModelSettings::preferred).count();
        if (preferred > 1) {
            throw root.invalid("models", preferred + " of them are the default; one may be");
        }
        Optional<Path> folder = root.optionalPath("folder");
        if (models.isEmpty() && folder.isEmpty()) {
            throw root.invalid("models", "at least one model is needed, or a folder from which they are loaded later");
        }
        Precision precision = root.constant("precision", Precision.class, Optional.of(Precision.FLOAT32));
        TorchOptions device =
                root.usable("device", () -> new TorchOptions(root.text("device").orElse("cpu"), precision));
        return new ModelsConfiguration(
                models, folder, batching(root.map("batch")), device, root.whole("threads", 1, 1024));
    }

    private static BatchSettings batching(ConfigFields batch) {
        batch.only("rows", "tokens", "delay", "waiting", "fixed");
        BatchSettings preset = BatchSettings.DEFAULT;
        return batch.usable(
                "",
                () -> new BatchSettings(
                        batch.whole("rows", preset.rows(), 1, Integer.MAX_VALUE),
                        batch.whole("tokens", preset.tokens(), 1, Integer.MAX_VALUE),
                        batch.duration("delay").orElse(preset.delay()),
                        batch.whole("waiting", preset.waiting(), 1, Integer.MAX_VALUE),
                        batch.flag("fixed", preset.fixed())));
    }

    private static ModelSettings model(ConfigFields spec) {
        spec.only("path", "role", "default", "maxTokens", "onnx", "head", "score");
        return new ModelSettings(
                spec.path("path"),
                spec.text("role"),
                spec.flag("default", false),
                spec.whole("maxTokens", 1, 1 << 24),
                spec.text("onnx"),
                spec.has("head") ? Optional.of(head(spec.map("head", "weight"))) : Optional.empty(),
                spec.has("score") ? score(spec.map("score")) : ScoreRule.LOGIT);
    }

    private static HeadSettings head(ConfigFields head) {
        head.only("weight", "bias");
        return new HeadSettings(head.needed("weight"), head.text("bias"));
    }

    private static ScoreRule score(ConfigFields score) {
        score.only("index", "weights", "negate", "mean", "deviation", "sigmoid");
        if (score.has("index") && score.has("weights")) {
            throw score.invalid("", "has both index and weights");
        }
        OptionalInt index = score.whole("index", 0, 4095);
        List<Double> weights =
                index.isPresent() ? ScoreRule.index(index.getAsInt()).weights() : score.numbers("weights");
        return score.usable(
                "",
                () -> new ScoreRule(
                        weights,
                        score.flag("negate", false),
                        score.number("mean", 0),
                        score.number("deviation", 1),
                        score.flag("sigmoid", false)));
    }
}
