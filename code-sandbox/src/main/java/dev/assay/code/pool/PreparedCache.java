package dev.assay.code.pool;

import dev.assay.code.run.Preparation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What came of compiling, by hash; the least recently asked for goes first when there is too much. Callers that ask for
 * the same thing at the same time wait for one compilation. Trouble is not kept.
 */
final class PreparedCache {
    private static final long ENTRY_COST = 1 << 10;

    private final long largest;
    private final Map<String, CompletableFuture<Preparation>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long size;

    PreparedCache(long largest) {
        this.largest = largest;
    }

    Preparation get(String hash, Supplier<Preparation> make) {
        CompletableFuture<Preparation> mine = new CompletableFuture<>();
        CompletableFuture<Preparation> theirs;
        synchronized (entries) {
            theirs = entries.putIfAbsent(hash, mine);
        }
        if (theirs != null) {
            return theirs.join();
        }
        Preparation made = new Preparation.Trouble("compiling was interrupted");
        try {
            made = make.get();
        } finally {
            synchronized (entries) {
                if (made instanceof Preparation.Trouble) {
                    entries.remove(hash);
                } else {
                    size += cost(made);
                    trim();
                }
            }
            mine.complete(made);
        }
        return made;
    }

    private void trim() {
        var oldest = entries.entrySet().iterator();
        while (size > largest && oldest.hasNext()) {
            CompletableFuture<Preparation> entry = oldest.next().getValue();
            if (entry.isDone()) {
                size -= cost(entry.join());
                oldest.remove();
            }
        }
    }

    private static long cost(Preparation preparation) {
        return ENTRY_COST
                + switch (preparation) {
                    case Preparation.Ready ready -> ready.program().size();
                    case Preparation.CompileError error -> error.message().length();
                    case Preparation.Trouble _ -> 0;
                };
    }
}
