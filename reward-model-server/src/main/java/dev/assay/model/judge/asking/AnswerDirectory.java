package dev.assay.model.judge.asking;

import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file for each answer, below a folder for the first two digits of its key. A file begins with its key, and is moved
 * to its place when it is whole, so that processes can share a directory. Trouble with it is counted and costs a
 * question to the endpoint, and nothing else.
 */
final class AnswerDirectory {
    private static final int LARGEST = 64 << 20;

    private final Path directory;
    private final JudgeStatistics statistics;

    AnswerDirectory(Path directory, JudgeStatistics statistics) {
        this.directory = directory;
        this.statistics = statistics;
    }

    Optional<String> get(String key) {
        Path file = file(key);
        try {
            if (Files.size(file) > LARGEST) {
                statistics.add(Count.CACHE_TROUBLES);
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.startsWith(key + "\n")) {
                return Optional.of(text.substring(key.length() + 1));
            }
            statistics.add(Count.CACHE_TROUBLES);
        } catch (NoSuchFileException _) {
            return Optional.empty(); // not asked yet
        } catch (IOException _) {
            statistics.add(Count.CACHE_TROUBLES);
        }
        return Optional.empty();
    }

    void put(String key, String answer) {
        Path file = file(key);
        try {
            Path folder = directory.resolve(key.substring(0, 2));
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part-", ".tmp");
            try {
                // As bytes: half a surrogate pair becomes a question mark instead of an exception.
                Files.write(part, (key + "\n" + answer).getBytes(StandardCharsets.UTF_8));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException _) {
            statistics.add(Count.CACHE_TROUBLES);
        }
    }

    private Path file(String key) {
        return directory.resolve(key.substring(0, 2)).resolve(key + ".txt");
    }
}
