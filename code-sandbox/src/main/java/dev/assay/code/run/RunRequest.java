package dev.assay.code.run;

import java.util.List;

/**
 * What one run is given.
 *
 * @param stdin the whole standard input
 * @param arguments command line arguments after the program's own
 * @param files laid into the working directory before the start, in addition to the program's own
 * @param collect names of files in the working directory to bring back, where they exist, are regular files and within
 *     the limits of files
 * @param limits how much the run may use
 */
public record RunRequest(
        byte[] stdin, List<String> arguments, List<SourceFile> files, List<String> collect, Limits limits) {
    private static final byte[] NOTHING = {};

    public RunRequest {
        arguments = List.copyOf(arguments);
        files = List.copyOf(files);
        collect = List.copyOf(collect);
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument holds a NUL");
            }
        }
        for (SourceFile file : files) {
            if (file.name().isEmpty()) {
                throw new IllegalArgumentException("a file has no name");
            }
        }
        for (String name : collect) {
            if (!SourceFile.safe(name)) {
                throw new IllegalArgumentException("not a relative path without '..': " + name);
            }
        }
    }

    /** With an empty standard input. */
    public static RunRequest with(Limits limits) {
        return new RunRequest(NOTHING, List.of(), List.of(), List.of(), limits);
    }

    public static RunRequest of(byte[] stdin, Limits limits) {
        return new RunRequest(stdin, List.of(), List.of(), List.of(), limits);
    }

    public RunRequest withArguments(String... added) {
        return new RunRequest(stdin, List.of(added), files, collect, limits);
    }

    public RunRequest withFiles(List<SourceFile> added) {
        return new RunRequest(stdin, arguments, added, collect, limits);
    }

    public RunRequest withCollect(String... names) {
        return new RunRequest(stdin, arguments, files, List.of(names), limits);
    }
}
