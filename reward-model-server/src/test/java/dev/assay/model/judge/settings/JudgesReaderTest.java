package dev.assay.model.judge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.model.judge.endpoint.EndpointSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgesReaderTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("JUDGE_KEY", "sk-secret", "EMPTY_KEY", " ");

    @TempDir
    private Path directory;

    private Map<String, JudgeSettings> read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("judges.yaml"), yaml);
        return JudgesReader.read(file, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    }

    @Test
    void anAddressAndAModelAreEnough() throws IOException {
        assertThat(read("judges: {strict: {url: 'http://127.0.0.1:8000/v1', model: m}}"))
                .isEqualTo(Map.of(
                        "strict", JudgeSettings.of(EndpointSettings.of(URI.create("http://127.0.0.1:8000/v1"), "m"))));
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        Files.writeString(directory.resolve("key"), "sk-from-file\n");
        JudgeSettings judge =
                read("""
                judges:
                  other: {url: "https://judge.example/v1", model: o, keyEnv: JUDGE_KEY}
                  strict:
                    url: http://127.0.0.1:8000/v1
                    model: Qwen/Qwen3-32B
                    keyFile: key
                    temperature: endpoint
                    seed: 7
                    maxTokens: 1000
                    tokensField: max_completion_tokens
                    extra: {chat_template_kwargs: {enable_thinking: true}}
                    timeout: 90s
                    connectTimeout: 500ms
                    concurrency: 3
                    requestsPerMinute: 60
                    tokensPerMinute: 90000
                    attempts: 2
                    retryShare: 0.1
                    answerBytes: 2048
                    runs: 4
                    threshold: 0.5
                    checks: 2
                    longest: 5000
                    cache: {megabytes: 0, directory: answers, directoryMegabytes: 10}
                """).getOrDefault("strict", JudgeSettings.of(EndpointSettings.of(URI.create("http://x"), "x")));

        EndpointSettings endpoint = judge.endpoint();
        assertThat(endpoint.model()).isEqualTo("Qwen/Qwen3-32B");
        assertThat(endpoint.key()).isPresent();
        assertThat(endpoint.temperature()).isEmpty();
        assertThat(endpoint.seed()).hasValue(7);
        assertThat(endpoint.moreTokens()).isEqualTo(4000);
        assertThat(endpoint.extra()).isEqualTo(Map.of("chat_template_kwargs", "{\"enable_thinking\":true}"));
        assertThat(endpoint.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(endpoint.limits())
                .isEqualTo(new EndpointSettings.Limits(
                        Duration.ofMillis(500), 3, OptionalInt.of(60), OptionalInt.of(90_000), 2, 0.1, 2048));
        assertThat(judge.runs()).isEqualTo(4);
        assertThat(judge.threshold()).isEqualTo(0.5);
        assertThat(judge.checks()).isEqualTo(2);
        assertThat(judge.cache()).isEqualTo(new JudgeSettings.Cache(0, Optional.of(directory.resolve("answers")), 10));
        assertThat(judge.toString()).doesNotContain("sk-from-file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'http://h/v1'                                    | judges.j.model: is missing",
                "model: m                                              | judges.j.url: is missing",
                "url: 'ftp://h', model: m                              | judges.j: url must begin with http or https",
                "url: 'http://user:pw@h/v1', model: m                  | judges.j: url must have no user or password",
                "url: 'http://h/v1?k=1', model: m                      | judges.j: url must have no query",
                "url: 'http://h h', model: m                           | judges.j.url: is not a URL",
                "url: 'http://h', model: m, key: sk-1                  | judges.j.key: is not known; known: url",
                "url: 'http://h', model: m, keyEnv: NO_SUCH            | judges.j.keyEnv: the environment has no variable NO_SUCH",
                "url: 'http://h', model: m, keyEnv: EMPTY_KEY          | the variable EMPTY_KEY holds no key",
                "url: 'http://h', model: m, keyEnv: A, keyFile: b      | judges.j: has both keyEnv and keyFile",
                "url: 'http://h', model: m, keyFile: missing           | the key cannot be read from",
                "url: 'http://h', model: m, temperature: 3             | judges.j: temperature must be from 0 to 2",
                "url: 'http://h', model: m, temperature: hot           | judges.j.temperature: must be a number",
                "url: 'http://h', model: m, runs: 0                    | judges.j.runs: must be a whole number from 1 to 32, not 0",
                "url: 'http://h', model: m, threshold: 2               | judges.j: threshold must be from 0 to less than 2",
                "url: 'http://h', model: m, checks: 3                  | judges.j.checks: must be a whole number from 1 to 2, not 3",
                "url: 'http://h', model: m, timeout: 2                 | judges.j.timeout: must be a duration such as",
                "url: 'http://h', model: m, extra: {stream: true}      | judges.j.extra: 'stream' cannot be set here",
                "url: 'http://h', model: m, cache: {size: 1}           | judges.j.cache.size: is not known",
                "url: 'http://h', model: m, cache: {directoryMegabytes: 0} | judges.j.cache.directoryMegabytes: must be a whole number from 1 to 1048576, not 0",
                "url: 'http://h', model: m, moreTokens: 1              | judges.j: moreTokens must be from maxTokens"
            })
    void whatCannotBeUsedIsNamedWithItsPlace(String spec, String message) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> read("judges: {j: {" + spec + "}}"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(":pw@"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | judges: at least one judge is needed",
                "'judges: {}'    | at least one judge is needed",
                "'judges: 3'     | judges: must be a map, not 3",
                "'judge: {}'     | judge: is not known; known: judges",
                "'judges: {a b: {}}' | a name is letters",
                "'judges: {'     | not YAML"
            })
    void aFileOfAnotherFormIsRefused(String yaml, String message) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageContaining(message);
    }
}
