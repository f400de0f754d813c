package dev.assay.code.language;

import dev.assay.code.run.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A language with the tools that this machine has for it.
 *
 * @param tool real path of the executable
 * @param home where it is installed
 * @param companions real paths of the other executables, by name
 * @param version first line that it says of itself
 */
public record Toolchain(Definition definition, Path tool, Path home, Map<String, Path> companions, String version) {
    private static final String AHEAD = "{ahead}";

    public Toolchain {
        companions = Map.copyOf(companions);
    }

    /** The folder that an executable is installed in, by its real path. */
    static Path home(Path executable) {
        return executable.resolve("../..").normalize();
    }

    /** The language as the outside sees it. */
    public Language language() {
        return language(definition, Optional.of(version));
    }

    static Language language(Definition definition, Optional<String> version) {
        return new Language(
                definition.name(), definition.aliases(), version, definition.extension(), definition.install());
    }

    /** The command that makes, in this folder, what is made ahead of all programs. */
    public List<String> ahead(Path folder) {
        return definition.ahead().stream()
                .map(part -> fill(part, "", "").replace(AHEAD, folder.toString()))
                .toList();
    }

    /**
     * The command of a step.
     *
     * @param program folder of the program
     * @param main name of its main file
     * @param ahead folder of what was made ahead, where it is ready
     */
    public List<String> command(Definition.Step step, String program, String main, Optional<Path> ahead) {
        return step.command().stream()
                .flatMap(part -> fill(part, ahead).stream())
                .map(part -> fill(part, program, main))
                .toList();
    }

    /** The variables of a step. */
    public Map<String, String> environment(Definition.Step step, String program, String main, Optional<Path> ahead) {
        Map<String, String> environment = new TreeMap<>();
        step.environment()
                .forEach((name, value) -> environment.put(
                        name,
                        Stream.of(value.split(" "))
                                .flatMap(word -> fill(word, ahead).stream())
                                .map(word -> fill(word, program, main))
                                .collect(Collectors.joining(" "))));
        return environment;
    }

    /** Files and folders that a step reads, as absolute paths; some may not exist. */
    public List<String> read(Definition.Step step, Optional<Path> ahead) {
        List<String> read = new ArrayList<>(
                step.read().stream().map(path -> fill(path, "", "")).toList());
        boolean used = Stream.concat(step.command().stream(), step.environment().values().stream())
                .anyMatch(part -> part.contains(AHEAD));
        ahead.filter(_ -> used).ifPresent(folder -> read.add(folder.toString()));
        return read;
    }

    private static Optional<String> fill(String word, Optional<Path> ahead) {
        return word.contains(AHEAD) ? ahead.map(folder -> word.replace(AHEAD, folder.toString())) : Optional.of(word);
    }

    private String fill(String part, String program, String main) {
        int dot = main.lastIndexOf('.');
        String filled = part;
        for (Map.Entry<String, Path> one : companions.entrySet()) {
            filled = filled.replace("{" + one.getKey() + "}", one.getValue().toString())
                    .replace("{" + one.getKey() + "-home}", home(one.getValue()).toString());
        }
        return filled.replace("{tool}", tool.toString())
                .replace("{home}", home.toString())
                .replace("{program}", program)
                .replace("{stem}", dot < 0 ? main : main.substring(0, dot))
                .replace("{main}", main);
    }
}
