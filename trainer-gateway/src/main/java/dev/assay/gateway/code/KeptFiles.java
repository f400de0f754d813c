package dev.assay.gateway.code;

import dev.assay.code.run.SourceFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files that callers keep between requests, in memory; the oldest go when it is more than 256 MiB. */
final class KeptFiles {
    private static final long MOST_BYTES = 256L << 20;

    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private long bytes;

    /** Keeps a file and says under which id. */
    synchronized String keep(SourceFile file) {
        String id = UUID.randomUUID().toString();
        files.put(id, file);
        bytes += file.content().length;
        Iterator<SourceFile> oldest = files.values().iterator();
        while (bytes > MOST_BYTES && files.size() > 1) {
            bytes -= oldest.next().content().length;
            oldest.remove();
        }
        return id;
    }

    synchronized Optional<SourceFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    synchronized boolean remove(String id) {
        SourceFile removed = files.remove(id);
        if (removed != null) {
            bytes -= removed.content().length;
        }
        return removed != null;
    }
}
