package dev.assay.model.judge.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.judge.endpoint.ApiKey;
import dev.assay.model.judge.endpoint.EndpointSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads judges from YAML: {@code judges: {NAME: {url, model, …}}}. Every message names the file, the place in it and
 * what is allowed there; no message has a key in it. Paths are relative to the file.
 */
public final class JudgesReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

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

    private final Path file;
    private final Function<String, Optional<String>> environment;

    private JudgesReader(Path file, Function<String, Optional<String>> environment) {
        this.file = file;
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
        JudgesReader reader = new JudgesReader(file, environment);
        Members root = Members.of(reader::invalid, "", reader.document());
        root.only("judges");
        return reader.judges(root.required("judges"));
    }

    /**
     * Takes the value of {@code judges} from a file that has other things too.
     *
     * @param file what messages name, and what paths are relative to
     * @param judges as YAML gives it
     * @throws AssayException {@link ErrorCode#CONFIGURATION}
     */
    public static Map<String, JudgeSettings> of(Path file, Object judges) {
        return new JudgesReader(file, name -> Optional.ofNullable(System.getenv(name))).judges(judges);
    }

    private Object document() {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(10);
            options.setNestingDepthLimit(20);
            options.setCodePointLimit(1 << 20);
            Object document = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            return document == null ? Map.of() : document;
        } catch (YAMLException e) {
            throw invalid("", "not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be read", e);
        }
    }

    private Map<String, JudgeSettings> judges(Object value) {
        Map<String, JudgeSettings> judges = new LinkedHashMap<>();
        Members.of(this::invalid, "judges", value).values().forEach((name, spec) -> {
            if (!NAME.matcher(name).matches()) {
                throw invalid("judges", "a name is letters, digits, '.', '_' and '-', at most 64, not '" + name + "'");
            }
            judges.put(name, judge(Members.of(this::invalid, "judges." + name, spec)));
        });
        if (judges.isEmpty()) {
            throw invalid("judges", "at least one judge is needed");
        }
        return Collections.unmodifiableMap(judges);
    }

    private JudgeSettings judge(Members spec) {
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
        Members cache = Members.of(
                this::invalid,
                spec.place() + ".cache",
                Optional.ofNullable(spec.values().get("cache")).orElse(Map.of()));
        cache.only("megabytes", "directory");
        EndpointSettings endpoint = endpoint(spec);
        try {
            JudgeSettings preset = JudgeSettings.of(endpoint);
            return new JudgeSettings(
                    endpoint,
                    spec.whole("runs").orElse(preset.runs()),
                    spec.number("threshold").orElse(preset.threshold()),
                    spec.whole("checks").orElse(preset.checks()),
                    spec.whole("longest").orElse(preset.longest()),
                    cache.whole("megabytes").orElse(preset.cacheMegabytes()),
                    cache.text("directory").map(this::resolved));
        } catch (IllegalArgumentException e) {
            throw invalid(spec.place(), String.valueOf(e.getMessage()));
        }
    }

    private EndpointSettings endpoint(Members spec) {
        URI url;
        String written = spec.requiredText("url");
        try {
            url = new URI(written);
        } catch (URISyntaxException _) {
            throw invalid(spec.place() + ".url", "is not a URL"); // without it: it may have a password in it
        }
        try {
            EndpointSettings preset = EndpointSettings.of(url, spec.requiredText("model"));
            int maxTokens = spec.whole("maxTokens").orElse(preset.maxTokens());
            EndpointSettings.Limits limits = EndpointSettings.Limits.DEFAULT;
            return new EndpointSettings(
                    url,
                    preset.model(),
                    key(spec),
                    temperature(spec, preset),
                    spec.wholeLong("seed"),
                    maxTokens,
                    spec.whole("moreTokens").orElse(Math.min(4 * maxTokens, 1 << 20)),
                    spec.text("tokensField").orElse(preset.tokensField()),
                    extra(spec),
                    spec.duration("timeout").orElse(preset.timeout()),
                    new EndpointSettings.Limits(
                            spec.duration("connectTimeout").orElse(limits.connectTimeout()),
                            spec.whole("concurrency").orElse(limits.concurrency()),
                            spec.whole("requestsPerMinute"),
                            spec.whole("tokensPerMinute"),
                            spec.whole("attempts").orElse(limits.attempts()),
                            spec.number("retryShare").orElse(limits.retryShare()),
                            spec.whole("answerBytes").orElse(limits.answerBytes())));
        } catch (IllegalArgumentException e) {
            throw invalid(spec.place(), String.valueOf(e.getMessage()));
        }
    }

    /** A number, or {@code endpoint} for those that accept none. */
    private static OptionalDouble temperature(Members spec, EndpointSettings preset) {
        if ("endpoint".equals(spec.values().get("temperature"))) {
            return OptionalDouble.empty();
        }
        var given = spec.number("temperature");
        return given.isPresent() ? given : preset.temperature();
    }

    private Optional<ApiKey> key(Members spec) {
        Optional<String> variable = spec.text("keyEnv");
        Optional<String> path = spec.text("keyFile");
        if (variable.isPresent() && path.isPresent()) {
            throw invalid(spec.place(), "has both keyEnv and keyFile");
        }
        if (variable.isPresent()) {
            String value = environment
                    .apply(variable.get())
                    .orElseThrow(() ->
                            invalid(spec.place() + ".keyEnv", "the environment has no variable " + variable.get()));
            return Optional.of(ApiKey.of("the variable " + variable.get(), value));
        }
        return path.map(this::resolved).map(ApiKey::read);
    }

    private Map<String, String> extra(Members spec) {
        Map<String, String> extra = new LinkedHashMap<>();
        Members given = Members.of(
                this::invalid,
                spec.place() + ".extra",
                Optional.ofNullable(spec.values().get("extra")).orElse(Map.of()));
        given.values().forEach((name, value) -> {
            if (RESERVED.contains(name)) {
                throw invalid(given.place(), "'" + name + "' cannot be set here");
            }
            try {
                extra.put(name, JSON.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw invalid(given.place() + "." + name, "cannot be written as JSON");
            }
        });
        return extra;
    }

    private Path resolved(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    private AssayException invalid(String place, String message) {
        return new AssayException(
                ErrorCode.CONFIGURATION, file + ": " + (place.isEmpty() ? "" : place + ": ") + message);
    }
}
