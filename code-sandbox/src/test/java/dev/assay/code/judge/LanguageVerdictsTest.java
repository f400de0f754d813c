package dev.assay.code.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.verdict.Verdict;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * In every language there is a right program, a wrong one, one that fails, one that never ends and one that is none.
 */
final class LanguageVerdictsTest {
    private static final Map<String, Map<String, String>> PROGRAMS = programs();

    static Stream<String> languages() {
        return PROGRAMS.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void everyVerdictIsGivenToTheProgramThatEarnsIt(String language) {
        JudgeRoom.needs(language);
        Map<Verdict, CompletableFuture<Judgement>> judged = new EnumMap<>(Verdict.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Objects.requireNonNull(PROGRAMS.get(language))
                    .forEach((verdict, code) -> judged.put(
                            verdict(verdict), CompletableFuture.supplyAsync(() -> judge(language, code), threads)));
        }
        judged.forEach((verdict, judgement) -> assertThat(judgement.join())
                .as("%s", judgement.join())
                .extracting(Judgement::verdict)
                .isEqualTo(verdict));
        assertThat(judged).hasSizeGreaterThanOrEqualTo(4);
    }

    private static Judgement judge(String language, String code) {
        Reference.Code reference = new Reference.Code(
                language,
                OptionalLong.of(1500),
                OptionalInt.of(256),
                new Reference.CodeTests.Stdio(List.of(
                        new Reference.StdioCase("1 2 3\n4 90\n", "100\n"), new Reference.StdioCase("-7\n", "-7\n"))),
                Optional.empty());
        return JudgeRoom.judge(code, reference);
    }

    private static Verdict verdict(String code) {
        return Stream.of(Verdict.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Map<String, String>> programs() {
        try (InputStream in = Objects.requireNonNull(LanguageVerdictsTest.class.getResourceAsStream("verdicts.yaml"))) {
            Map<String, Map<String, String>> all =
                    new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new LinkedHashMap<>(all);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
