package dev.assay.model.judge.asking;

import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Answers in files, as many as a number of bytes holds; those that were written first leave it. A file for each, below
 * a folder for the first two digits of its key, begins with its key and is moved to its place when it is whole, so that
 * judges and processes can share a directory. Trouble with it is counted and costs a question to the endpoint, and
 * nothing else. Thread-safe.
 */
public final class AnswerDirectory {
    private static final int LARGEST = 64 << 20;
    private static final int DEPTH = 2;

    /** What a file takes on a disk is a multiple of this. */
    private static final long BLOCK = 4096;

    /** A tenth of the bound is written before files are counted again; then this is what stays. */
    private static final double KEPT = 0.9;

    /** Whatever else lies in the directory is not ours to count or delete. */
    private static final Pattern OWN = Pattern.compile("[0-9a-f]{64}\\.txt|part-\\d+\\.tmp");

    private final Path directory;
    private final long most;
    private final JudgeStatistics statistics;
    private final ReentrantLock clearing = new ReentrantLock();

    /** How much may be written before files are counted; nothing, for what lay here before. */
    private final AtomicLong room = new AtomicLong();

    private record Stored(Path file, long bytes, long written) {}

    /**
     * A directory, which need not exist.
     *
     * @param most bytes of the files' blocks; with several processes, each may be a tenth beyond it
     */
    public AnswerDirectory(Path directory, long most, JudgeStatistics statistics) {
        this.directory = directory;
        this.most = most;
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
            return Optional.empty(); // not asked yet, or gone
        } catch (IOException _) {
            statistics.add(Count.CACHE_TROUBLES);
        }
        return Optional.empty();
    }

    void put(String key, String answer) {
        Path file = file(key);
        // As bytes: half a surrogate pair becomes a question mark instead of an exception.
        byte[] bytes = (key + "\n" + answer).getBytes(StandardCharsets.UTF_8);
        long coming = blocks(bytes.length);
        if (coming > most) {
            return;
        }
        try {
            if (room.addAndGet(-coming) < 0) {
                clear(coming);
            }
            Path folder = directory.resolve(key.substring(0, 2));
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part-", ".tmp");
            try {
                Files.write(part, bytes);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException _) {
            statistics.add(Count.CACHE_TROUBLES);
        }
    }

    /** Makes room for so many bytes; who comes while another does it need not wait. */
    private void clear(long coming) throws IOException {
        if (!clearing.tryLock()) {
            return;
        }
        try {
            List<Stored> files = stored();
            long held = files.stream().mapToLong(Stored::bytes).sum();
            if (held + coming > most) {
                files.sort(Comparator.comparingLong(Stored::written));
                for (Stored oldest : files) {
                    if (held + coming <= most * KEPT) {
                        break;
                    }
                    Files.deleteIfExists(oldest.file());
                    held -= oldest.bytes();
                }
            }
            // Others may write here too, so that not all that is free is ours.
            room.set(Math.min(most - held - coming, Math.max(0, (long) (most * (1 - KEPT)))));
        } finally {
            clearing.unlock();
        }
    }

    private List<Stored> stored() throws IOException {
        List<Stored> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        Files.walkFileTree(directory, Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && OWN.matcher(file.getFileName().toString()).matches()) {
                    files.add(new Stored(
                            file,
                            blocks(attributes.size()),
                            attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // another process has moved or deleted it
            }
        });
        return files;
    }

    private static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    private Path file(String key) {
        return directory.resolve(key.substring(0, 2)).resolve(key + ".txt");
    }
}
