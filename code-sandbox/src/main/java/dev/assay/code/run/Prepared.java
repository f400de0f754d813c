package dev.assay.code.run;

import java.util.List;

/**
 * A program that is ready to run, in the sandbox that prepared it or another one with the same toolchains.
 *
 * @param language the name of its language
 * @param hash of sources, definition and toolchain, in lower-case hexadecimal; equal programs have equal hashes
 * @param files what there is to run: sources, or what the compiler made of them
 */
public record Prepared(String language, String hash, List<SourceFile> files) {
    public Prepared {
        files = List.copyOf(files);
    }

    /** What it takes to keep it, in bytes. */
    public long size() {
        return files.stream().mapToLong(file -> file.content().length).sum();
    }
}
