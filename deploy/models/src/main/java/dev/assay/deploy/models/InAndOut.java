package dev.assay.deploy.models;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The two files of a command that answers line by line. */
final class InAndOut {
    private static final String STANDARD = "-";

    @Option(names = "--in", required = true, paramLabel = "F.jsonl", description = "One request a line; - for stdin.")
    String in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "G.jsonl",
            description = "Where the answers go, in the order of the input; - for stdout.")
    String out;

    /** Refuses what cannot be read or written, before anything is loaded. */
    void check(CommandSpec spec) throws IOException {
        if (!in.equals(STANDARD) && !Files.isRegularFile(Path.of(in))) {
            throw new ParameterException(spec.commandLine(), "--in " + in + ": no such file");
        }
        if (!out.equals(STANDARD) && Files.isDirectory(Path.of(out))) {
            throw new ParameterException(spec.commandLine(), "--out " + out + " is a folder; name a file");
        }
        boolean same = !in.equals(STANDARD)
                && !out.equals(STANDARD)
                && Files.exists(Path.of(out))
                && Files.isSameFile(Path.of(in), Path.of(out));
        if (same) {
            throw new ParameterException(spec.commandLine(), "--in and --out are the same file");
        }
    }

    InputStream input() throws IOException {
        return new BufferedInputStream(
                in.equals(STANDARD) ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(Path.of(in)));
    }

    OutputStream output() throws IOException {
        return new BufferedOutputStream(
                out.equals(STANDARD) ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(Path.of(out)));
    }
}
