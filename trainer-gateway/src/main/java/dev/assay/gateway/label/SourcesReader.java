package dev.assay.gateway.label;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML form of the table. Every message names the file, the entry and what is allowed there. */
final class SourcesReader {
    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("source", "task", "kind", "at", "options", "profile", "language"));

    private final String file;

    private SourcesReader(String file) {
        this.file = file;
    }

    static List<Source> read(String file, String yaml) {
        return new SourcesReader(file).read(yaml);
    }

    private List<Source> read(String yaml) {
        Object document;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(10);
            options.setNestingDepthLimit(20);
            options.setCodePointLimit(1 << 20);
            document = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw invalid("", "is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        if (!(document instanceof Map<?, ?> root)
                || root.size() != 1
                || !(root.get("sources") instanceof List<?> entries)) {
            throw invalid("", "must hold one member 'sources', a list");
        }
        List<Source> sources = new ArrayList<>(entries.size());
        for (@Nullable Object entry : entries) {
            sources.add(source(" entry " + (sources.size() + 1), entry));
        }
        return sources;
    }

    private Source source(String place, @Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> members)) {
            throw invalid(place, "must be a map such as {source: mine, task: math}");
        }
        for (@Nullable Object name : members.keySet()) {
            if (!(name instanceof String text) || !MEMBERS.contains(text)) {
                throw invalid(place, "has '" + name + "'; allowed: " + String.join(", ", MEMBERS));
            }
        }
        String source = text(place, members, "source").orElseThrow(() -> invalid(place, "has no 'source'"));
        String task = text(place, members, "task").orElseThrow(() -> invalid(place, "has no 'task'"));
        return new Source(
                source,
                task,
                kind(place, text(place, members, "kind")),
                at(place, members.get("at")),
                text(place, members, "options").orElse("options"),
                text(place, members, "profile"),
                text(place, members, "language").orElse("python"));
    }

    private Source.Kind kind(String place, Optional<String> written) {
        if (written.isEmpty()) {
            return Source.Kind.ANSWER;
        }
        for (Source.Kind kind : Source.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(written.get())) {
                return kind;
            }
        }
        throw invalid(place, "has kind '" + written.get() + "'; allowed: answer, choice, tests, reference");
    }

    private List<String> at(String place, @Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case String member -> List.of(member);
            case List<?> members
            when members.stream().allMatch(String.class::isInstance) ->
                members.stream().map(String.class::cast).toList();
            default -> throw invalid(place, "has 'at', which must be a name or a list of names");
        };
    }

    private Optional<String> text(String place, Map<?, ?> members, String name) {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw invalid(place, "has '" + name + "', which must be text; quote it");
        };
    }

    private AssayException invalid(String place, String message) {
        return new AssayException(ErrorCode.CONFIGURATION, "assay.sources: " + file + place + " " + message);
    }
}
