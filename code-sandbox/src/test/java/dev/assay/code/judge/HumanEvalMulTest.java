package dev.assay.code.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.code.proof.Proof;
import dev.assay.code.verdict.Verdict;
import dev.assay.reward.Deadline;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * HumanEval-Mul, the eight languages that the DeepSeek models are evaluated in, with the tests of the data set as they
 * are and solutions of our own: right ones are accepted, wrong ones are not. The suite takes every fifth problem, the
 * proof {@code benchmarks} all.
 */
final class HumanEvalMulTest {
    private static final Proof PROOF = new Proof("benchmarks");
    private static final Map<Integer, Map<String, Map<String, Object>>> SOLUTIONS = solutions();

    /** What the data set calls a language, and what we call it. */
    private static final Map<String, String> LANGUAGES = Map.of(
            "python", "python",
            "cpp", "cpp",
            "cs", "csharp",
            "java", "java",
            "js", "javascript",
            "ts", "typescript",
            "php", "php",
            "sh", "bash");

    static Stream<String> languages() {
        return LANGUAGES.keySet().stream().sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void rightSolutionsAreAcceptedAndWrongOnesAreNot(String language) throws Exception {
        JudgeRoom.needs(Objects.requireNonNull(LANGUAGES.get(language)));
        if (language.equals("java")) {
            Assumptions.assumeTrue(
                    Files.exists(Path.of("/usr/share/java/javatuples.jar")),
                    "the library javatuples is not on this machine");
        }
        Map<Integer, JsonNode> rows = rows(language);
        List<Integer> problems = PROOF.sample(List.copyOf(SOLUTIONS.keySet()), 5);
        List<String> complaints = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Optional<String>>> judging = new ArrayList<>();
            for (int problem : problems) {
                Map<String, Object> solution = Objects.requireNonNull(
                        Objects.requireNonNull(SOLUTIONS.get(problem)).get(language));
                JsonNode row = Objects.requireNonNull(rows.get(problem));
                judging.add(threads.submit(() -> complaint(language, problem, row, solution)));
            }
            for (Future<Optional<String>> one : judging) {
                one.get().ifPresent(complaints::add);
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThat(complaints).isEmpty();
        PROOF.figure("HumanEval-Mul in %s: a right solution accepted and a wrong one refused in %d problems"
                .formatted(language, problems.size()));
    }

    private static Optional<String> complaint(
            String language, int problem, JsonNode row, Map<String, Object> solution) {
        String right = String.valueOf(solution.get("right"));
        List<?> flaw = (List<?>) Objects.requireNonNull(solution.get("flaw"));
        String wrong = right.replace(String.valueOf(flaw.get(0)), String.valueOf(flaw.get(1)));
        // A test that no right solution passes must be one that is listed, or the list would grow old unnoticed.
        boolean fair = !solution.containsKey("unfair");
        Judgement accepted = judge(language, row, right);
        Judgement refused = judge(language, row, wrong);
        if (accepted.accepted() != fair || accepted.verdict() == Verdict.INTERNAL) {
            return Optional.of(problem + " with a right solution: " + accepted);
        }
        if (refused.accepted() || refused.verdict() == Verdict.INTERNAL || (fair && !ran(refused))) {
            return Optional.of(problem + " with a wrong solution: " + refused);
        }
        return accepted.trusted() == language.equals("python")
                ? Optional.empty()
                : Optional.of(problem + ": only what runs apart from its tests is trusted");
    }

    /** A wrong solution is to fail by its answers and not because it is no program. */
    private static boolean ran(Judgement judgement) {
        return judgement.verdict() != Verdict.COMPILE_ERROR;
    }

    private static Judgement judge(String language, JsonNode row, String body) {
        String prompt = row.get("prompt").asText();
        String test = row.get("test").asText();
        // The tests of some languages bring the brace that closes the function.
        boolean open = !language.equals("python") && !test.stripLeading().startsWith("}");
        String code = prompt + body + "\n" + (open ? "}\n" : "");
        String name = Objects.requireNonNull(LANGUAGES.get(language));
        Reference.Code reference = new Reference.Code(
                name,
                OptionalLong.of(10_000),
                OptionalInt.of(512),
                new Reference.CodeTests.Asserts(test, Optional.empty()),
                Optional.empty());
        Suite suite = SuiteReader.read(
                reference, language.equals("python") ? List.of(prompt) : List.of(), new Scoring.AllOrNothing());
        return JudgeRoom.JUDGE.judge(new Submission(name, code), suite, Deadline.after(Duration.ofMinutes(3)));
    }

    private static Map<Integer, JsonNode> rows(String language) {
        Map<Integer, JsonNode> rows = new HashMap<>();
        for (JsonNode row : SharedData.rows("humaneval_mul/humaneval-" + language + ".jsonl")) {
            // HumanEval_23_strlen, and Python/23.
            rows.put(Integer.parseInt(row.get("task_id").asText().split("[_/]")[1]), row);
        }
        return rows;
    }

    private static Map<Integer, Map<String, Map<String, Object>>> solutions() {
        try (InputStream in =
                Objects.requireNonNull(HumanEvalMulTest.class.getResourceAsStream("humaneval-mul.yaml"))) {
            return new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
