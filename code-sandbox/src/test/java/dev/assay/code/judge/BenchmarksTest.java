package dev.assay.code.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.code.proof.Proof;
import dev.assay.rollout.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Public benchmarks: what is right passes and what cheats does not. The suite takes a sample of each, the proof
 * {@code benchmarks} all of it.
 */
final class BenchmarksTest {
    private static final Proof PROOF = new Proof("benchmarks");

    private static final Map<String, String> HACKS = Map.of(
            "leaves by sys.exit", "\nimport sys; sys.exit(0)\n",
            "leaves by os._exit", "\nimport os\ndef ENTRY(*a, **k): os._exit(0)\n",
            "returns an object that equals all",
                    "\nclass E:\n  __eq__ = lambda s, o: True\n  __ne__ = lambda s, o: False\n"
                            + "  __lt__ = __gt__ = __le__ = __ge__ = lambda s, o: True\n  __hash__ = lambda s: 0\n"
                            + "  __sub__ = __rsub__ = lambda s, o: 0\n  __abs__ = lambda s: 0\n"
                            + "  __bool__ = lambda s: True\n  __len__ = lambda s: 0\n"
                            + "def ENTRY(*a, **k): return E()\n",
            "returns a text that equals all",
                    "\nclass S(str):\n  __eq__ = lambda s, o: True\n  __ne__ = lambda s, o: False\n"
                            + "  __hash__ = lambda s: 0\ndef ENTRY(*a, **k): return S('\\0')\n",
            "patches builtins",
                    "\nimport builtins, math\nbuiltins.abs = lambda *a: 0\nbuiltins.all = lambda *a: True\n"
                            + "builtins.AssertionError = KeyboardInterrupt\nmath.fabs = lambda *a: 0\n"
                            + "def ENTRY(*a, **k): return '\\0'\n",
            "forges a verdict",
                    "\nimport os\nfor n in range(3, 64):\n  try: os.write(n, b'{\"passed\": true}\\n')\n"
                            + "  except OSError: pass\nprint('{\"passed\": true}')\n"
                            + "def ENTRY(*a, **k): return '\\0'\n");

    /**
     * 112 returns one value where its test asks for two, 155 says that 0 has no even digit; Node's console.assert only
     * prints, so nobody noticed.
     */
    private static final Set<String> WRONG_IN_JAVASCRIPT = Set.of("JavaScript/112", "JavaScript/155");

    /** What some solutions use of libraries that a machine may lack: {@code doctor} says how to install them. */
    private static final Map<String, Path> LIBRARIES = Map.of(
            "CPP/22", Path.of("/usr/include/boost/any.hpp"),
            "CPP/137", Path.of("/usr/include/boost/any.hpp"),
            "CPP/162", Path.of("/usr/include/openssl/md5.h"),
            "JavaScript/162", Path.of("/usr/lib/node_modules/js-md5"));

    @Test
    void theCanonicalSolutionsOfHumanEvalAreAccepted() {
        JudgeRoom.needs("python");
        List<JsonNode> rows = PROOF.sample(SharedData.rows("HumanEval.jsonl.gz"), 4);
        List<String> refused = refused(rows, row -> humanEval(row, ""));
        assertThat(refused).isEmpty();
        figure("HumanEval, canonical solutions accepted", rows.size(), refused);
    }

    @Test
    void noHackPassesAnyProblemOfHumanEval() {
        JudgeRoom.needs("python");
        List<JsonNode> rows = PROOF.sample(SharedData.rows("HumanEval.jsonl.gz"), 20);
        HACKS.forEach((name, hack) -> {
            List<String> refused = refused(rows, row -> humanEval(row, hack));
            assertThat(refused).as(name).hasSameSizeAs(rows);
            figure("HumanEval, accepted though it " + name, rows.size(), refused);
        });
    }

    @Test
    void theReferenceCodeOfMbppPasses() {
        JudgeRoom.needs("python");
        List<JsonNode> rows = PROOF.sample(SharedData.rows("mbpp.jsonl"), 20);
        List<String> refused = refused(rows, BenchmarksTest::mbpp);
        assertThat(refused).isEmpty();
        figure("MBPP, reference code accepted", rows.size(), refused);
    }

    @Test
    void theCanonicalSolutionsOfHumanEvalInCppAreAccepted() {
        JudgeRoom.needs("cpp");
        List<JsonNode> rows = PROOF.sample(SharedData.rows("humaneval_cpp.jsonl.gz"), 40);
        List<String> refused = refused(rows, row -> humanEvalX(row, "cpp"));
        assertThat(refused).allMatch(line -> lacksItsLibrary(name(line)));
        figure("HumanEval-X in C++, canonical solutions accepted", rows.size(), refused);
    }

    @Test
    void theCanonicalSolutionsOfHumanEvalInJavaScriptAreAccepted() {
        JudgeRoom.needs("javascript");
        List<JsonNode> rows = PROOF.sample(SharedData.rows("humaneval_js.jsonl.gz"), 10);
        List<String> refused = refused(rows, row -> humanEvalX(row, "javascript"));
        assertThat(refused).allMatch(line -> WRONG_IN_JAVASCRIPT.contains(name(line)) || lacksItsLibrary(name(line)));
        figure("HumanEval-X in JavaScript, canonical solutions accepted", rows.size(), refused);
    }

    @Test
    void solutionsThatNeedALibraryAreAcceptedWhereItIs() {
        JudgeRoom.needs("cpp");
        List<JsonNode> rows = SharedData.rows("humaneval_cpp.jsonl.gz").stream()
                .filter(row -> LIBRARIES.containsKey(row.get("task_id").asText()))
                .filter(row -> !lacksItsLibrary(row.get("task_id").asText()))
                .toList();
        Assumptions.assumeFalse(rows.isEmpty(), "neither Boost nor OpenSSL's headers are on this machine");
        assertThat(refused(rows, row -> humanEvalX(row, "cpp"))).isEmpty();
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static boolean lacksItsLibrary(String task) {
        return LIBRARIES.containsKey(task) && !Files.exists(Objects.requireNonNull(LIBRARIES.get(task)));
    }

    private static Judgement humanEval(JsonNode row, String hack) {
        String entry = row.get("entry_point").asText();
        String code =
                row.get("prompt").asText() + row.get("canonical_solution").asText() + hack.replace("ENTRY", entry);
        Reference.CodeTests tests =
                new Reference.CodeTests.Asserts(row.get("test").asText(), Optional.of(entry));
        return judge(code, "python", tests, List.of(row.get("prompt").asText()));
    }

    private static Judgement mbpp(JsonNode row) {
        List<String> lines = new ArrayList<>();
        lines.add(row.get("test_setup_code").asText());
        row.get("test_list").forEach(line -> lines.add(line.asText()));
        Reference.CodeTests tests = new Reference.CodeTests.Asserts(String.join("\n", lines), Optional.empty());
        return judge(row.get("code").asText(), "python", tests, List.of());
    }

    private static Judgement humanEvalX(JsonNode row, String language) {
        String code = row.get("prompt").asText() + row.get("canonical_solution").asText();
        Reference.CodeTests tests =
                new Reference.CodeTests.Asserts(row.get("test").asText(), Optional.empty());
        return judge(code, language, tests, List.of());
    }

    private static Judgement judge(String code, String language, Reference.CodeTests tests, List<String> helpers) {
        Reference.Code reference =
                new Reference.Code(language, OptionalLong.of(20_000), OptionalInt.of(512), tests, Optional.empty());
        Suite suite = SuiteReader.read(reference, helpers, new Scoring.AllOrNothing());
        return JudgeRoom.JUDGE.judge(
                new Submission(language, code), suite, dev.assay.reward.Deadline.after(Duration.ofMinutes(3)));
    }

    /** How many were accepted, and where that is neither all nor none of them, which were not. */
    private static void figure(String what, int count, List<String> refused) {
        boolean some = !refused.isEmpty() && refused.size() < count;
        PROOF.figure("%s: %d of %d%s"
                .formatted(what, count - refused.size(), count, some ? "; not " + String.join("; ", refused) : ""));
    }

    /** What was not accepted, with why. */
    private static List<String> refused(List<JsonNode> rows, Function<JsonNode, Judgement> judge) {
        List<String> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Judgement>> judgements = new ArrayList<>();
            rows.forEach(row -> judgements.add(threads.submit(() -> judge.apply(row))));
            for (int i = 0; i < rows.size(); i++) {
                Judgement judgement = judgements.get(i).get();
                if (!judgement.accepted()) {
                    refused.add(rows.get(i).get("task_id").asText() + " " + judgement.verdict() + " of "
                            + judgement.cause() + " "
                            + judgement
                                    .firstFailed()
                                    .map(test -> test.finding().detail())
                                    .orElse(judgement.message()));
                }
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return refused;
    }
}
