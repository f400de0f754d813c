package dev.assay.math.profile;

import dev.assay.math.compare.Policy;
import dev.assay.math.extract.Search;
import dev.assay.math.extract.Source;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Settings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a profile of one's own: a map of settings over the profile that {@code base} names. Every message names the
 * setting and what is allowed there.
 */
public final class ProfileReader {
    private static final String[] SETTINGS = {
        "name",
        "base",
        "extract",
        "answer",
        "case",
        "references",
        "parts",
        "percent",
        "units",
        "list-order",
        "tuple-order",
        "names",
        "chains",
        "inequalities",
        "tolerance",
        "steps"
    };

    private ProfileReader() {}

    /**
     * Reads the YAML form.
     *
     * @throws AssayException {@link ErrorCode#INVALID_RECIPE}
     */
    public static Profile read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(5);
        options.setCodePointLimit(1 << 16);
        try {
            return of(map("profile", new Yaml(new SafeConstructor(options)).load(yaml)));
        } catch (YAMLException e) {
            throw invalid("not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** The profile that a setting of a recipe names or describes; empty where it is absent. */
    public static Optional<Profile> setting(String setting, Settings settings) {
        Object value = settings.values().get(setting);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(value instanceof String name ? shipped(name) : of(map(setting, value)));
    }

    /** The profile that ships under a name. */
    public static Profile shipped(String name) {
        return Profiles.named(name)
                .orElseThrow(() -> invalid("unknown profile '" + name + "'; known: " + Profiles.known()));
    }

    private static Profile of(Settings settings) {
        settings.allowOnly(SETTINGS);
        Profile base = shipped(settings.text("base", Profiles.DEFAULT.name()));
        Policy policy = base.policy();
        return new Profile(
                settings.text("name", base.name() + "*"),
                search(nested("extract", settings), base.search()),
                settings.choice("answer", base.answer()),
                settings.choice("case", base.letterCase()),
                settings.choice("references", base.references()),
                settings.choice("parts", base.parts()),
                new Policy(
                        settings.choice("percent", policy.percents()),
                        settings.choice("units", policy.units()),
                        settings.choice("list-order", policy.lists()),
                        settings.choice("tuple-order", policy.tuples()),
                        settings.choice("names", policy.names()),
                        settings.choice("chains", policy.chains()),
                        settings.choice("inequalities", policy.inequalities()),
                        tolerance(settings, policy.tolerance())),
                settings.whole("steps", base.steps(), 1_000, 100_000_000));
    }

    private static Search search(Settings settings, Search base) {
        settings.allowOnly("order", "window", "boxes", "several", "inline");
        List<Source> order =
                settings.texts("order").stream().map(ProfileReader::source).toList();
        return new Search(
                order.isEmpty() ? base.order() : order,
                (int) settings.whole("window", base.window(), 0, Integer.MAX_VALUE),
                settings.choice("boxes", base.boxes()),
                settings.choice("several", base.several()),
                settings.choice("inline", base.inline()));
    }

    private static Source source(String name) {
        return Settings.of("order", name).choice("order", Source.BOXED);
    }

    private static Optional<Policy.Tolerance> tolerance(Settings settings, Optional<Policy.Tolerance> base) {
        Object value = settings.values().get("tolerance");
        if (value == null) {
            return base;
        }
        if (value.equals("none")) {
            return Optional.empty();
        }
        Settings given = map("tolerance", value);
        given.allowOnly("relative", "absolute", "rounded", "decimals-only");
        boolean decimalsOnly = given.flag("decimals-only", true);
        Optional<Policy.Tolerance> tolerance = Optional.empty();
        for (Policy.Kind kind : Policy.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            if (given.values().containsKey(name)) {
                if (tolerance.isPresent()) {
                    throw invalid("setting 'tolerance' must be one of relative, absolute and rounded");
                }
                double amount = kind == Policy.Kind.ROUNDED
                        ? given.whole(name, 6, 0, 100)
                        : given.number(name, 0, 0, kind == Policy.Kind.RELATIVE ? 0.5 : 1e12);
                tolerance = Optional.of(new Policy.Tolerance(kind, BigDecimal.valueOf(amount), decimalsOnly));
            }
        }
        return Optional.of(tolerance.orElseThrow(
                () -> invalid("setting 'tolerance' must be none, or have one of relative, absolute and rounded")));
    }

    private static Settings nested(String name, Settings settings) {
        Object value = settings.values().get(name);
        return value == null ? Settings.NONE : map(name, value);
    }

    private static Settings map(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid("'" + name + "' must be a map of settings, not " + value);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((key, content) -> settings.put(String.valueOf(key), content));
        return new Settings(settings);
    }

    private static AssayException invalid(String message) {
        return new AssayException(ErrorCode.INVALID_RECIPE, message);
    }
}
