package dev.assay.gateway.label;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of sources: the first entry that fits a source decides. */
public final class Sources {
    private static final String SHIPPED = "sources.yaml";

    private final List<Source> entries;

    private Sources(List<Source> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The table that ships. */
    public static Sources shipped() {
        try (InputStream in = Sources.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is not beside " + Sources.class);
            }
            return new Sources(SourcesReader.read(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The shipped table behind those of files, which come first in their order.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION}
     */
    public static Sources with(List<String> files) {
        List<Source> entries = new ArrayList<>();
        for (String file : files) {
            try {
                entries.addAll(SourcesReader.read(file, Files.readString(Path.of(file))));
            } catch (IOException e) {
                throw new AssayException(
                        ErrorCode.CONFIGURATION, "assay.sources: " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        entries.addAll(shipped().entries);
        return new Sources(entries);
    }

    /** The entry for a source; the empty name stands for none. */
    Optional<Source> of(String name) {
        return entries.stream().filter(entry -> entry.fits(name)).findFirst();
    }
}
