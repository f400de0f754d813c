package dev.assay.model.settings;

import dev.assay.decoder.model.Precision;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML form. Every message names the place in the file and what is allowed there. */
final class ConfigurationReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s)");

    private final Path file;

    private ConfigurationReader(Path file) {
        this.file = file;
    }

    static ModelsConfiguration read(Path file) {
        return new ConfigurationReader(file).configuration();
    }

    private ModelsConfiguration configuration() {
        Map<String, Object> root = members("", document());
        only("", root, "models", "folder", "batch", "device", "precision", "threads");
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        members("models", root.getOrDefault("models", Map.of())).forEach((name, spec) -> {
            if (!NAME.matcher(name).matches()) {
                throw invalid("models", "a name is letters, digits, '.', '_' and '-', at most 64, not '" + name + "'");
            }
            models.put(name, model("models." + name, spec));
        });
        long preferred =
                models.values().stream().filter(ModelSettings::preferred).count();
        if (preferred > 1) {
            throw invalid("models", preferred + " of them are the default; one may be");
        }
        Optional<Path> folder = text("", root, "folder").map(path -> resolved("folder", path));
        if (models.isEmpty() && folder.isEmpty()) {
            throw invalid("models", "at least one model is needed, or a folder from which they are loaded later");
        }
        Precision precision = constant(root, "precision", Precision.FLOAT32);
        TorchOptions device =
                usable("device", () -> new TorchOptions(text("", root, "device").orElse("cpu"), precision));
        return new ModelsConfiguration(models, folder, batching(root), device, whole("", root, "threads", 1, 1024));
    }

    private Object document() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(1 << 20);
        try {
            return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
        } catch (IOException e) {
            throw invalid("", "cannot be read: " + e.getMessage());
        } catch (YAMLException | IllegalArgumentException e) {
            throw invalid("", "not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private BatchSettings batching(Map<String, Object> root) {
        Map<String, Object> batch = members("batch", root.getOrDefault("batch", Map.of()));
        only("batch", batch, "rows", "tokens", "delay", "waiting", "fixed");
        BatchSettings preset = BatchSettings.DEFAULT;
        return usable(
                "batch",
                () -> new BatchSettings(
                        whole("batch", batch, "rows", 1, Integer.MAX_VALUE).orElse(preset.rows()),
                        whole("batch", batch, "tokens", 1, Integer.MAX_VALUE).orElse(preset.tokens()),
                        text("batch", batch, "delay").map(this::duration).orElse(preset.delay()),
                        whole("batch", batch, "waiting", 1, Integer.MAX_VALUE).orElse(preset.waiting()),
                        flag("batch", batch, "fixed")));
    }

    private ModelSettings model(String place, Object spec) {
        Map<String, Object> members = spec instanceof String path ? Map.of("path", path) : members(place, spec);
        only(place, members, "path", "role", "default", "maxTokens", "onnx", "head", "score");
        String path = text(place, members, "path").orElseThrow(() -> invalid(place, "needs a path"));
        return new ModelSettings(
                resolved(place + ".path", path),
                text(place, members, "role"),
                flag(place, members, "default"),
                whole(place, members, "maxTokens", 1, 1 << 24),
                text(place, members, "onnx"),
                Optional.ofNullable(members.get("head")).map(head -> head(place + ".head", head)),
                Optional.ofNullable(members.get("score"))
                        .map(score -> score(place + ".score", score))
                        .orElse(ScoreRule.LOGIT));
    }

    private HeadSettings head(String place, Object spec) {
        Map<String, Object> members = spec instanceof String weight ? Map.of("weight", weight) : members(place, spec);
        only(place, members, "weight", "bias");
        return new HeadSettings(
                text(place, members, "weight").orElseThrow(() -> invalid(place, "needs a weight")),
                text(place, members, "bias"));
    }

    private ScoreRule score(String place, Object spec) {
        Map<String, Object> members = members(place, spec);
        only(place, members, "index", "weights", "negate", "mean", "deviation", "sigmoid");
        if (members.containsKey("index") && members.containsKey("weights")) {
            throw invalid(place, "has both index and weights");
        }
        OptionalInt index = whole(place, members, "index", 0, 4095);
        List<Double> weights =
                index.isPresent() ? ScoreRule.index(index.getAsInt()).weights() : weights(place + ".weights", members);
        return usable(
                place,
                () -> new ScoreRule(
                        weights,
                        flag(place, members, "negate"),
                        number(place + ".mean", members.getOrDefault("mean", 0)),
                        number(place + ".deviation", members.getOrDefault("deviation", 1)),
                        flag(place, members, "sigmoid")));
    }

    private List<Double> weights(String place, Map<String, Object> members) {
        Object value = members.getOrDefault("weights", List.of());
        if (!(value instanceof List<?> list)) {
            throw invalid(place, "must be a list of numbers, not " + value);
        }
        List<Double> weights = new ArrayList<>();
        list.forEach(weight -> weights.add(number(place, weight)));
        return weights;
    }

    private Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw invalid("batch.delay", "must be a duration such as 5ms or 1s, not " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
    }

    /** Paths are those of the file, wherever the process was started. */
    private Path resolved(String place, String path) {
        return usable(place, () -> file.toAbsolutePath().resolveSibling(path).normalize());
    }

    private Optional<String> text(String place, Map<String, Object> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw invalid(joined(place, name), "must be text, not " + value);
    }

    private OptionalInt whole(String place, Map<String, Object> members, String name, int least, int most) {
        Object value = members.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return OptionalInt.of(number);
        }
        throw invalid(joined(place, name), "must be a whole number from " + least + " to " + most + ", not " + value);
    }

    private boolean flag(String place, Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw invalid(joined(place, name), "must be true or false, not " + value);
    }

    private double number(String place, Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw invalid(place, "must be a number, not " + value);
    }

    private <E extends Enum<E>> E constant(Map<String, Object> members, String name, E otherwise) {
        Optional<String> text = text("", members, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<String> allowed = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (written.equals(text.get())) {
                return constant;
            }
            allowed.add(written);
        }
        throw invalid(name, "must be one of " + String.join(", ", allowed) + ", not " + text.get());
    }

    private <T> T usable(String place, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw invalid(place, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> members(String place, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid(place, "must be a map, not " + value);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            if (!(name instanceof String key) || member == null) {
                throw invalid(place, "'" + name + "' must be a name with a value");
            }
            members.put(key, member);
        });
        return members;
    }

    private void only(String place, Map<String, Object> members, String... known) {
        for (String name : members.keySet()) {
            if (!List.of(known).contains(name)) {
                throw invalid(joined(place, name), "is not known; known: " + String.join(", ", known));
            }
        }
    }

    private static String joined(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private AssayException invalid(String place, String message) {
        return new AssayException(
                ErrorCode.CONFIGURATION, file + ": " + (place.isEmpty() ? "" : place + ": ") + message);
    }
}
