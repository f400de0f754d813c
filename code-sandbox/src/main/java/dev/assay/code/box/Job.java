package dev.assay.code.box;

import dev.assay.code.run.Limits;
import dev.assay.code.run.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to run.
 *
 * @param command what is started; {@value #PROGRAM} in it stands for the folder of {@code program}
 * @param environment variables beyond PATH, HOME and LANG
 * @param read absolute paths of the machine that it may read, beyond the C library
 * @param program files that lie read-only in a folder of their own
 * @param hash of {@code program}: equal hashes are equal files
 * @param files laid into the working directory
 * @param stdin the whole standard input
 * @param resident whether only resident memory may be limited, because the runtime reserves far more addresses
 * @param zygote the source file of {@code program} to run in a fork of the supervisor's own interpreter instead of
 *     {@code command}, where the box can do so
 * @param arguments appended to the command
 * @param collect files of the working directory to bring back; {@code out/} for all below that folder
 */
public record Job(
        List<String> command,
        Map<String, String> environment,
        List<String> read,
        List<SourceFile> program,
        String hash,
        List<SourceFile> files,
        byte[] stdin,
        Limits limits,
        boolean resident,
        Optional<String> zygote,
        List<String> arguments,
        List<String> collect) {
    /** Where a command finds its program: replaced by the folder that the box uses. */
    public static final String PROGRAM = "{program}";

    public Job {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        read = List.copyOf(read);
        program = List.copyOf(program);
        files = List.copyOf(files);
        arguments = List.copyOf(arguments);
        collect = List.copyOf(collect);
    }
}
