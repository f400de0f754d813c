package dev.assay.model.judge.asking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of judges by what they depend on. The memory holds so many characters, and the answers that were not asked
 * for longest leave it; a directory, where there is one, holds more of them and may be emptied at any time. Answers
 * without a verdict are not kept. Thread-safe.
 */
public final class AnswerCache {
    private static final int ENTRY_COST = 200;

    private final long most;
    private final Optional<AnswerDirectory> directory;
    private final LinkedHashMap<String, String> memory = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /**
     * Makes an empty cache.
     *
     * @param characters the most that the memory holds; 0 holds nothing
     * @param directory where answers are kept beyond this process
     */
    public AnswerCache(long characters, Optional<AnswerDirectory> directory) {
        this.most = characters;
        this.directory = directory;
    }

    /**
     * The key of an answer.
     *
     * @param parts everything that the answer depends on
     */
    static String key(List<String> parts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With lengths, so that no two lists run together into the same bytes.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Optional<String> get(String key) {
        synchronized (memory) {
            String answer = memory.get(key);
            if (answer != null) {
                return Optional.of(answer);
            }
        }
        Optional<String> stored = directory.flatMap(d -> d.get(key));
        stored.ifPresent(answer -> remember(key, answer));
        return stored;
    }

    void put(String key, String answer) {
        remember(key, answer);
        directory.ifPresent(d -> d.put(key, answer));
    }

    private void remember(String key, String answer) {
        long cost = cost(answer);
        if (cost > most) {
            return;
        }
        synchronized (memory) {
            String before = memory.put(key, answer);
            held += cost - (before == null ? 0 : cost(before));
            var oldest = memory.entrySet().iterator();
            while (held > most && oldest.hasNext()) {
                Map.Entry<String, String> leaving = oldest.next();
                held -= cost(leaving.getValue());
                oldest.remove();
            }
        }
    }

    private static long cost(String answer) {
        return (long) answer.length() + ENTRY_COST;
    }
}
