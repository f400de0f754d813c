package dev.assay.model.judge.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswerCacheTest {
    private final JudgeStatistics statistics = new JudgeStatistics();

    private static String key(int number) {
        return AnswerCache.key(List.of("answer", Integer.toString(number)));
    }

    private AnswerCache cache(long characters, Path directory) {
        return new AnswerCache(characters, Optional.of(new AnswerDirectory(directory, 1 << 20, statistics)));
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(AnswerCache.key(List.of("ab", "c"))).isNotEqualTo(AnswerCache.key(List.of("a", "bc")));
        assertThat(AnswerCache.key(List.of("ab"))).isNotEqualTo(AnswerCache.key(List.of("ab", "")));
    }

    @Test
    void memoryIsBoundedAndKeepsWhatIsAskedFor() {
        AnswerCache cache = new AnswerCache(10 * 1200, Optional.empty());
        for (int i = 0; i < 100; i++) {
            cache.put(key(i), "x".repeat(1000));
            assertThat(cache.get(key(0))).isPresent();
        }

        assertThat(Stream.iterate(0, i -> i + 1)
                        .limit(100)
                        .filter(i -> cache.get(key(i)).isPresent()))
                .hasSize(10)
                .contains(0, 99);
    }

    @Test
    void anAnswerLargerThanTheMemoryIsNotKept() {
        AnswerCache cache = new AnswerCache(1000, Optional.empty());
        cache.put(key(1), "x".repeat(2000));

        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void aDirectoryOutlivesTheCacheAndHoldsNoPartsOfFiles(@TempDir Path directory) throws IOException {
        cache(0, directory).put(key(1), "é\n[[A>B]]");

        assertThat(cache(0, directory).get(key(1))).hasValue("é\n[[A>B]]");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file.getFileName()).hasToString(key(1) + ".txt"));
        }
    }

    @Test
    void aFileThatWasTamperedWithIsNoAnswer(@TempDir Path directory) throws IOException {
        AnswerCache cache = cache(0, directory);
        cache.put(key(1), "[[A>B]]");
        Path file = directory.resolve(key(1).substring(0, 2)).resolve(key(1) + ".txt");

        Files.writeString(file, "[[B>A]]");
        assertThat(cache.get(key(1))).isEmpty();
        Files.write(file, new byte[] {(byte) 0xff});
        assertThat(cache.get(key(1))).isEmpty();
        assertThat(statistics.get(Count.CACHE_TROUBLES)).isEqualTo(2);
    }

    @Test
    void aDirectoryThatCannotBeWrittenCostsNothingButTheEntry(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        AnswerCache cache = cache(1000, file);
        cache.put(key(1), "kept in memory");

        assertThat(cache.get(key(1))).hasValue("kept in memory");
        assertThat(statistics.get(Count.CACHE_TROUBLES)).isEqualTo(1);
    }

    @Test
    void aDirectoryIsBoundedAndTheOldestAnswersLeaveIt(@TempDir Path directory) throws IOException {
        Path foreign = Files.writeString(directory.resolve("notes.txt"), "not an answer");
        long blocks = 20 * 4096;
        // Two processes that share it know of each other's answers only by what lies there.
        List<AnswerDirectory> processes = List.of(
                new AnswerDirectory(directory, blocks, statistics), new AnswerDirectory(directory, blocks, statistics));
        FileTime past = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        for (int i = 0; i < 200; i++) {
            processes.get(i % 2).put(key(i), "answer " + i);
            Files.setLastModifiedTime(file(directory, i), FileTime.fromMillis(past.toMillis() + i * 1000L));
            try (Stream<Path> files = Files.walk(directory)) {
                long answers = files.filter(file -> file.toString().endsWith(".txt"))
                        .filter(file -> !file.equals(foreign))
                        .count();
                assertThat(answers).as("after answer %d", i).isLessThanOrEqualTo(22);
            }
        }

        AnswerDirectory later = new AnswerDirectory(directory, blocks, statistics);
        assertThat(later.get(key(199))).hasValue("answer 199");
        assertThat(later.get(key(190))).hasValue("answer 190");
        assertThat(later.get(key(0))).isEmpty();
        assertThat(later.get(key(150))).isEmpty();
        assertThat(foreign).exists();
        assertThat(statistics.get(Count.CACHE_TROUBLES)).isZero();
    }

    private static Path file(Path directory, int number) {
        return directory.resolve(key(number).substring(0, 2)).resolve(key(number) + ".txt");
    }

    @Test
    void anAnswerLargerThanTheDirectoryIsNotKept(@TempDir Path directory) {
        AnswerDirectory small = new AnswerDirectory(directory, 4096, statistics);
        small.put(key(1), "x".repeat(5000));

        assertThat(small.get(key(1))).isEmpty();
    }
}
