package dev.assay.model.judge.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void partsDoNotRunTogether() {
        assertThat(AnswerCache.key(List.of("ab", "c"))).isNotEqualTo(AnswerCache.key(List.of("a", "bc")));
        assertThat(AnswerCache.key(List.of("ab"))).isNotEqualTo(AnswerCache.key(List.of("ab", "")));
    }

    @Test
    void memoryIsBoundedAndKeepsWhatIsAskedFor() {
        AnswerCache cache = new AnswerCache(10 * 1200, Optional.empty(), statistics);
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
        AnswerCache cache = new AnswerCache(1000, Optional.empty(), statistics);
        cache.put(key(1), "x".repeat(2000));

        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void aDirectoryOutlivesTheCacheAndHoldsNoPartsOfFiles(@TempDir Path directory) throws IOException {
        new AnswerCache(0, Optional.of(directory), statistics).put(key(1), "é\n[[A>B]]");

        assertThat(new AnswerCache(0, Optional.of(directory), statistics).get(key(1)))
                .hasValue("é\n[[A>B]]");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file.getFileName()).hasToString(key(1) + ".txt"));
        }
    }

    @Test
    void aFileThatWasTamperedWithIsNoAnswer(@TempDir Path directory) throws IOException {
        AnswerCache cache = new AnswerCache(0, Optional.of(directory), statistics);
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
        AnswerCache cache = new AnswerCache(1000, Optional.of(file), statistics);
        cache.put(key(1), "kept in memory");

        assertThat(cache.get(key(1))).hasValue("kept in memory");
        assertThat(statistics.get(Count.CACHE_TROUBLES)).isEqualTo(1);
    }
}
