package dev.assay.code.language;

import dev.assay.code.run.Language;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The languages that are defined, and the tools that this machine has for them; looked for once. */
public final class Toolchains {
    private static final List<String> SHIPPED = List.of(
            "bash",
            "c",
            "command",
            "cpp",
            "csharp",
            "go",
            "java",
            "javascript",
            "kotlin",
            "php",
            "python",
            "ruby",
            "rust",
            "typescript");

    private final Map<String, Definition> definitions = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Toolchain> present = new TreeMap<>();

    private Toolchains(List<Definition> all, List<Toolchain> found) {
        for (Definition definition : all) {
            definitions.put(definition.name(), definition);
        }
        for (Definition definition : definitions.values()) {
            definition.aliases().forEach(alias -> names.put(alias.toLowerCase(Locale.ROOT), definition.name()));
        }
        definitions.keySet().forEach(name -> names.put(name, name));
        found.forEach(one -> present.put(one.definition().name(), one));
    }

    /** The languages that ship. */
    public static Toolchains shipped() {
        return onThisMachine(definitions(Optional.empty()));
    }

    /** These languages, with the tools that this machine has for them. */
    public static Toolchains onThisMachine(List<Definition> definitions) {
        return new Toolchains(definitions, ToolProbe.findAll(definitions));
    }

    /** These languages, with tools that were found elsewhere, such as in an image. */
    public static Toolchains elsewhere(List<Definition> definitions, List<Toolchain> found) {
        return new Toolchains(definitions, found);
    }

    /**
     * The languages that ship and those of a folder, each a file {@code NAME.yaml}; one of the same name replaces.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where a file cannot be used
     */
    public static List<Definition> definitions(Optional<Path> own) {
        Map<String, Definition> all = new TreeMap<>();
        shippedDefinitions().forEach(one -> all.put(one.name(), one));
        if (own.isEmpty()) {
            return List.copyOf(all.values());
        }
        Path folder = own.get();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            for (Path file : files) {
                Definition one = DefinitionReader.read(file.toString(), Files.readString(file));
                all.put(one.name(), one);
            }
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, folder + ": " + e.getMessage(), e);
        }
        return List.copyOf(all.values());
    }

    private static List<Definition> shippedDefinitions() {
        return SHIPPED.stream()
                .map(name -> DefinitionReader.read(name + ".yaml", resource(name + ".yaml")))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = Toolchains.class.getResourceAsStream("/dev/assay/code/languages/" + name)) {
            if (in == null) {
                throw new AssayException(ErrorCode.INTERNAL, "this build lacks the language file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssayException(ErrorCode.INTERNAL, name + ": " + e.getMessage(), e);
        }
    }

    /** Every language, in the order of names, those without tools included. */
    public List<Language> languages() {
        return definitions.values().stream()
                .map(definition ->
                        Toolchain.language(definition, find(definition.name()).map(Toolchain::version)))
                .toList();
    }

    /** The language of this name or alias, in any case. */
    public Optional<Language> language(String name) {
        return Optional.ofNullable(names.get(name.toLowerCase(Locale.ROOT)))
                .map(definitions::get)
                .map(definition ->
                        Toolchain.language(definition, find(definition.name()).map(Toolchain::version)));
    }

    /** The tools of the language of this name or alias. */
    public Optional<Toolchain> find(String name) {
        return Optional.ofNullable(names.get(name.toLowerCase(Locale.ROOT))).map(present::get);
    }

    /** The toolchains that this machine has. */
    public List<Toolchain> present() {
        return List.copyOf(present.values());
    }
}
