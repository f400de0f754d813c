package dev.assay.model.judge.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.judge.endpoint.ApiKey;
import dev.assay.model.judge.endpoint.EndpointSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads judges from YAML: {@code judges: {NAME: {url, model, …}}}. Every message names the file, the place in it and
 * what is allowed there; no message has a key in it. Paths are relative to the file.
 */
public final class JudgesReader {
    /** Members of a request that the settings have words for, or that would break it. */
    private static final Set<String> RESERVED = Set.of(
            "model",
            "messages",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "seed",
            "stream",
            "n",
            "tools",
            "functions");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, Optional<String>> environment;

    private JudgesReader(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /**
     * Reads a file that has {@code judges} and nothing else.
     *
     * @return the judges by name, in the order of the file
     * @throws AssayException {@link ErrorCode#CONFIGURATION}
     */
    public static Map<String, JudgeSettings> read(Path file) {
        return read(file, name -> Optional.ofNullable(System.getenv(name)));
    }

    /** Reads a file, with keys from another environment than the process's. */
    static Map<String, JudgeSettings> read(Path file, Function<String, Optional<String>> environment) {
        ConfigFields root = ConfigFields.read(file);
        root.only("judges");
        ConfigFields specs = root.named("judges");
        JudgesReader reader = new JudgesReader(environment);
        Map<String, JudgeSettings> judges = new LinkedHashMap<>();
        specs.names().forEach(name -> judges.put(name, reader.judge(specs.map(name))));
        if (judges.isEmpty()) {
            throw root.invalid("judges", "at least one judge is needed");
        }
        return Collections.unmodifiableMap(judges);
    }

    private JudgeSettings judge(ConfigFields spec) {
        spec.only(
                "url",
                "model",
                "keyEnv",
                "keyFile",
                "temperature",
                "seed",
                "maxTokens",
                "moreTokens",
                "tokensField",
                "extra",
                "timeout",
                "connectTimeout",
                "concurrency",
                "requestsPerMinute",
                "tokensPerMinute",
                "attempts",
                "retryShare",
                "answerBytes",
                "runs",
                "threshold",
                "checks",
                "longest",
                "cache");
        JudgeSettings preset = JudgeSettings.of(endpoint(spec));
        return spec.usable(
                "",
                () -> new JudgeSettings(
                        preset.endpoint(),
                        spec.whole("runs", preset.runs(), 1, 32),
                        spec.number("threshold", preset.threshold()),
                        spec.whole("checks", preset.checks(), 1, 2),
                        spec.whole("longest", preset.longest(), 1, 16 << 20),
                        cache(spec.map("cache"))));
    }

    private static JudgeSettings.Cache cache(ConfigFields cache) {
        cache.only("megabytes", "directory", "directoryMegabytes");
        JudgeSettings.Cache preset = JudgeSettings.Cache.DEFAULT;
        return new JudgeSettings.Cache(
                cache.whole("megabytes", preset.megabytes(), 0, JudgeSettings.Cache.MOST_MEGABYTES),
                cache.optionalPath("directory"),
                cache.whole(
                        "directoryMegabytes",
                        preset.directoryMegabytes(),
                        1,
                        JudgeSettings.Cache.MOST_DIRECTORY_MEGABYTES));
    }

    private EndpointSettings endpoint(ConfigFields spec) {
        URI url;
        String written = spec.needed("url");
        try {
            url = new URI(written);
        } catch (URISyntaxException _) {
            throw spec.invalid("url", "is not a URL"); // without it: it may have a password in it
        }
        return spec.usable("", () -> endpoint(spec, EndpointSettings.of(url, spec.needed("model"))));
    }

    private EndpointSettings endpoint(ConfigFields spec, EndpointSettings preset) {
        int maxTokens = spec.whole("maxTokens", preset.maxTokens(), 1, 1 << 20);
        EndpointSettings.Limits limits = preset.limits();
        return new EndpointSettings(
                preset.url(),
                preset.model(),
                key(spec),
                temperature(spec, preset),
                spec.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                maxTokens,
                spec.whole("moreTokens", Math.min(4 * maxTokens, 1 << 20), 1, 1 << 20),
                spec.text("tokensField").orElse(preset.tokensField()),
                extra(spec.map("extra")),
                spec.duration("timeout").orElse(preset.timeout()),
                new EndpointSettings.Limits(
                        spec.duration("connectTimeout").orElse(limits.connectTimeout()),
                        spec.whole("concurrency", limits.concurrency(), 1, 4096),
                        spec.whole("requestsPerMinute", 1, Integer.MAX_VALUE),
                        spec.whole("tokensPerMinute", 1, Integer.MAX_VALUE),
                        spec.whole("attempts", limits.attempts(), 1, 10),
                        spec.number("retryShare", limits.retryShare()),
                        spec.whole("answerBytes", limits.answerBytes(), 1024, 64 << 20)));
    }

    /** A number, or {@code endpoint} for those that accept none. */
    private static OptionalDouble temperature(ConfigFields spec, EndpointSettings preset) {
        if ("endpoint".equals(spec.raw().get("temperature"))) {
            return OptionalDouble.empty();
        }
        OptionalDouble given = spec.number("temperature");
        return given.isPresent() ? given : preset.temperature();
    }

    private Optional<ApiKey> key(ConfigFields spec) {
        Optional<String> variable = spec.text("keyEnv");
        Optional<Path> path = spec.optionalPath("keyFile");
        if (variable.isPresent() && path.isPresent()) {
            throw spec.invalid("", "has both keyEnv and keyFile");
        }
        if (variable.isPresent()) {
            String value = environment
                    .apply(variable.get())
                    .orElseThrow(() -> spec.invalid("keyEnv", "the environment has no variable " + variable.get()));
            return Optional.of(ApiKey.of("the variable " + variable.get(), value));
        }
        return path.map(ApiKey::read);
    }

    private static Map<String, String> extra(ConfigFields given) {
        Map<String, String> extra = new LinkedHashMap<>();
        given.raw().forEach((name, value) -> {
            if (RESERVED.contains(name)) {
                throw given.invalid("", "'" + name + "' cannot be set here");
            }
            try {
                extra.put(name, JSON.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw given.invalid(name, "cannot be written as JSON");
            }
        });
        return extra;
    }
}
