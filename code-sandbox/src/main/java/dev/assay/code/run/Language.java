package dev.assay.code.run;

import java.util.List;
import java.util.Optional;

/**
 * A language that programs can be written in.
 *
 * @param name what the project calls it: {@code python}, {@code cpp}
 * @param aliases other names that are understood
 * @param version what its tools say of themselves, where they are here
 * @param extension of source files, without the dot
 * @param install how its tools are installed
 */
public record Language(String name, List<String> aliases, Optional<String> version, String extension, String install) {
    public Language {
        aliases = List.copyOf(aliases);
    }

    /** Whether its tools are on this machine. */
    public boolean available() {
        return version.isPresent();
    }
}
