package dev.assay.model.settings;

import dev.assay.decoder.torch.TorchOptions;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Everything that is known of the models at the start.
 *
 * @param models by name, in the order of the file
 * @param folder below which models may be loaded later; absent where none may
 * @param batching of each model
 * @param device where and in which numbers they compute
 * @param threads compute threads of an operation; the cores where absent
 */
public record ModelsConfiguration(
        Map<String, ModelSettings> models,
        Optional<Path> folder,
        BatchSettings batching,
        TorchOptions device,
        OptionalInt threads) {

    /** The roles that a directory's name can give. */
    private static final List<String> ROLES = List.of("helpful", "safety");

    public ModelsConfiguration {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        long preferred =
                models.values().stream().filter(ModelSettings::preferred).count();
        if (preferred > 1) {
            throw new AssayException(ErrorCode.CONFIGURATION, "models: " + preferred + " of them are the default");
        }
    }

    /** Some models, with defaults for everything else. */
    public static ModelsConfiguration of(Map<String, ModelSettings> models) {
        return new ModelsConfiguration(
                models, Optional.empty(), BatchSettings.DEFAULT, new TorchOptions(), OptionalInt.empty());
    }

    /** The same with other batches. */
    public ModelsConfiguration with(BatchSettings other) {
        return new ModelsConfiguration(models, folder, other, device, threads);
    }

    /** The same with a folder from which models may be loaded. */
    public ModelsConfiguration withFolder(Path other) {
        return new ModelsConfiguration(models, Optional.of(other), batching, device, threads);
    }

    /**
     * Reads what a person named: a model directory, a folder of such directories, or a YAML file. A directory's name is
     * the model's, and its role where it is {@code helpful} or {@code safety}; from a folder more can be loaded later.
     *
     * @throws AssayException CONFIGURATION where it is none of these, or something in the file cannot be used
     */
    public static ModelsConfiguration read(Path path) {
        if (Files.isRegularFile(path)) {
            return ConfigurationReader.read(path);
        }
        if (!Files.isDirectory(path)) {
            throw refused(path + " is neither a folder nor a file");
        }
        if (isModel(path)) {
            return of(Map.of(name(path), settings(name(path), path)));
        }
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        try (Stream<Path> inside = Files.list(path)) {
            inside.filter(ModelsConfiguration::isModel)
                    .sorted()
                    .forEach(one -> models.put(name(one), settings(name(one), one)));
        } catch (IOException e) {
            throw refused(path + " cannot be read: " + e.getMessage());
        }
        if (models.isEmpty()) {
            throw refused(path + " holds no model: neither a config.json nor folders with one");
        }
        return of(models).withFolder(path);
    }

    private static boolean isModel(Path directory) {
        return Files.isRegularFile(directory.resolve("config.json"));
    }

    private static String name(Path directory) {
        return directory.toAbsolutePath().normalize().getFileName().toString();
    }

    /** The settings of a model of which only its name is known. */
    public static ModelSettings settings(String name, Path directory) {
        ModelSettings settings = ModelSettings.of(directory);
        return ROLES.contains(name) ? settings.withRole(name) : settings;
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, message);
    }
}
