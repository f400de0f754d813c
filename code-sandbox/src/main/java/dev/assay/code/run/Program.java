package dev.assay.code.run;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program as it was handed in.
 *
 * @param language name or alias of its language
 * @param files the source files; the first is the one that is compiled or started, and an empty name there means the
 *     usual name of the language
 */
public record Program(String language, List<SourceFile> files) {
    public Program {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a program has at least one file");
        }
    }

    /** A program of a single file under the usual name of its language. */
    public static Program of(String language, String code) {
        return of(language, code.getBytes(StandardCharsets.UTF_8));
    }

    /** A program of a single file under the usual name of its language. */
    public static Program of(String language, byte[] code) {
        return new Program(language, List.of(new SourceFile("", code)));
    }
}
