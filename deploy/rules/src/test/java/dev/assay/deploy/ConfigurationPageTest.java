package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/**
 * The page of configuration is written from flags and interfaces by {@code ./assay test -pl deploy/rules -am
 * -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dassay.write-docs=true}.
 */
final class ConfigurationPageTest {
    private static final Path ROOT = Path.of(System.getProperty("assay.root", "."));
    private static final Path PAGE = ROOT.resolve("docs").resolve("configuration.md");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:(\\w+)(?::-([^}]*))?}");

    /** What application.properties offers beside the interfaces. */
    private static final Map<String, String> APPLICATION = new TreeMap<>(Map.of(
            "assay.http.port", "The port of REST; 0 picks a free one.",
            "assay.traces.disabled", "Whether no traces are sent; `--traces` sets it to `false`.",
            "assay.traces.endpoint", "Where traces go: OTLP over gRPC.",
            "assay.log.json", "Whether logs are JSON, one object a line."));

    /** What the launcher reads. */
    private static final Map<String, String> LAUNCHER = new TreeMap<>(Map.of(
            "ASSAY_PLUGINS", "A folder of jars with reward functions of your own.",
            "ASSAY_MODELS_JAVA_OPTIONS", "The same for the process of the reward models.",
            "ASSAY_JAVA_OPTIONS", "More options of the Java virtual machine, such as `-Xmx4g`.",
            "TMPDIR", "Where temporary files and the data of an embedded broker go; `/tmp` otherwise."));

    @Test
    void thePageListsEveryFlagAndEveryKey() throws IOException {
        String page = page();
        if (Boolean.getBoolean("assay.write-docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("write it anew: see the comment of " + getClass().getSimpleName())
                .hasContent(page);
    }

    @Test
    void everyVariableOfTheLauncherIsOnThePage() throws IOException {
        assertThat(found(ROOT.resolve("assay"), "\\$\\{(ASSAY_[A-Z_]+|TMPDIR)")).isEqualTo(LAUNCHER.keySet());
    }

    @Test
    void everyKeyOfTheApplicationIsOnThePage() throws IOException {
        TreeSet<String> keys = found(
                ROOT.resolve(Path.of("deploy", "rules", "src", "main", "resources", "application.properties")),
                "\\$\\{(assay[a-z.-]+):");
        keys.removeAll(ConfigurationSources.keys(ROOT).stream()
                .map(ConfigurationSources.Key::name)
                .toList());
        assertThat(keys).isEqualTo(APPLICATION.keySet());
    }

    private static TreeSet<String> found(Path file, String pattern) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Everything is checked at the start; what cannot be run with is refused in one line that names the key and what is allowed. This page is written by `ConfigurationPageTest` from the sources.

                ## Flags
                A flag wins over its environment variable, and that over the default. Times are written as `500ms`, `10s` or `2m`. `-h`, `--help` behind a command prints its flags; `-V`, `--version` the version.
                """);
        var root = new picocli.CommandLine(new Main());
        new LinkedHashMap<>(root.getSubcommands()).forEach((name, command) -> {
            String flags = command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                    .map(option -> flag((Field) option.userObject()))
                    .collect(Collectors.joining());
            if (!flags.isEmpty()) {
                page.append("\n### `./assay ").append(name).append("`\n");
                page.append("| flag | default | variable | meaning |\n|---|---|---|---|\n");
                page.append(flags);
            }
        });
        page.append("""

                ## Keys of the services
                For what has no flag; the keys of flags are set by the flags. `-Dkey=value` in `ASSAY_JAVA_OPTIONS` wins over the key's environment variable, and that over a line `key=value` in `config/application.properties` in the folder in which `serve` is started. Times are written as `500ms`, `10s`, `2m` or `6h`, bytes as `256M`.

                | key | kind | default | meaning |
                |---|---|---|---|
                """);
        for (var key : ConfigurationSources.keys(ROOT)) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(key.name(), key.type(), code(key.otherwise()), cell(key.meaning())));
        }
        Map<String, String> defaults = applicationDefaults();
        APPLICATION.forEach((key, meaning) -> page.append("| `%s` | %s | %s | %s |\n"
                .formatted(
                        key,
                        List.of("true", "false").contains(defaults.get(key))
                                ? "`true`, `false`"
                                : key.endsWith("port") ? "number" : "text",
                        code(String.valueOf(defaults.get(key))),
                        meaning)));
        page.append("""

                The variable of a key is the key in capitals with `_` for every other character: `assay.join.group-deadline` is `ASSAY_JOIN_GROUP_DEADLINE`.

                ## Variables of the launcher
                | variable | meaning |
                |---|---|
                """);
        LAUNCHER.forEach((name, meaning) -> page.append("| `%s` | %s |\n".formatted(name, meaning)));
        return page.toString();
    }

    private static String flag(Field field) {
        Option option = field.getAnnotation(Option.class);
        String otherwise = option.defaultValue();
        String variable = "";
        Matcher environment = ENVIRONMENT.matcher(otherwise);
        if (environment.matches()) {
            variable = "`" + environment.group(1) + "`";
            otherwise = environment.group(2) == null ? "" : environment.group(2);
        } else if (otherwise.equals(Option.NULL_VALUE)
                || otherwise.startsWith("_NULL_")
                || otherwise.equals("__no_default_value__")) {
            otherwise = "";
        }
        String names = Arrays.stream(option.names()).map(name -> "`" + name).collect(Collectors.joining("`, "));
        String label = option.paramLabel().isEmpty() ? "" : " " + option.paramLabel();
        String meaning = String.join(" ", option.description()).replaceAll(" \\(default: \\$\\{DEFAULT-VALUE}\\)", "");
        return "| %s%s`%s | %s | %s | %s |\n"
                .formatted(
                        names,
                        label,
                        option.required() ? ", required" : "",
                        otherwise.isEmpty() ? "" : code(otherwise),
                        variable,
                        cell(meaning));
    }

    private static Map<String, String> applicationDefaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        Matcher matcher = Pattern.compile("\\$\\{(assay[a-z.-]+):([^}]*)}")
                .matcher(Files.readString(ROOT.resolve(
                        Path.of("deploy", "rules", "src", "main", "resources", "application.properties"))));
        while (matcher.find()) {
            defaults.put(matcher.group(1), matcher.group(2));
        }
        return defaults;
    }

    private static String code(String value) {
        return value.equals("none") ? value : "`" + value + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
