package dev.assay.code.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.code.judge.JudgeRoom;
import dev.assay.reward.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SuiteBuilderTest {
    /** The largest of some numbers; the correct ones differ on an empty list, which is no input of the problem. */
    private static final String MAXIMUM =
            """
            {"language":"python","timeLimitMs":1000,
             "inputs":["", "5", "x"],
             "generators":[{"source":"import random, sys\\nrandom.seed(int(sys.argv[1]))\\nprint(*[random.randint(-9, 9) for _ in range(random.randint(1, 5))])","runs":6},
                           {"source":"import sys\\nprint(*range(-1000, -1000 + 400 * int(sys.argv[1])))","runs":3},
                           "print('-4 -7')"],
             "validator":"import sys\\n[int(x) for x in input().split()]",
             "correct":["print(max(map(int, input().split() or [0])))",
                        "print(sorted(map(int, input().split() or [1]))[-1])"],
             "wrong":["print(max(0, *map(int, input().split())))",
                      "print(input().split()[0])",
                      "a = list(map(int, input().split()))\\nprint(max(a) if len(a) < 300 else [[0 for _ in range(3000)] for _ in range(9000)])"]}
            """;

    private static BuiltSuite build(String problem, int most) {
        return new SuiteBuilder(JudgeRoom.JUDGE)
                .build(
                        ProblemReader.read(problem.getBytes(StandardCharsets.UTF_8)),
                        most,
                        Deadline.after(Duration.ofSeconds(120)),
                        _ -> {});
    }

    @BeforeAll
    static void python() {
        JudgeRoom.needs("python");
    }

    @Test
    void whatCatchesAWrongOrSlowSubmissionIsKept() {
        BuiltSuite suite = build(MAXIMUM, 20);
        assertThat(suite.invalid()).isEqualTo(2);
        assertThat(suite.truePositiveRate()).isEqualTo(1);
        assertThat(suite.trueNegativeRate()).isEqualTo(1);
        assertThat(suite.tests()).isNotEmpty().allMatch(test -> test.catches() > 0);
        assertThat(suite.tests()).noneMatch(test -> test.input().equals("x"));
        assertThat(suite.troubles()).isZero();
    }

    @Test
    void whereFewTestsAreAskedForTheyCatchAsMuchAsTheyCan() {
        BuiltSuite suite = build(MAXIMUM, 3);
        assertThat(suite.tests()).hasSizeLessThanOrEqualTo(3);
        assertThat(suite.trueNegativeRate()).isEqualTo(1);
    }

    @Test
    void inputsOnWhichCorrectSubmissionsDisagreeAreDropped() {
        String disputed =
                """
                {"inputs":["1","2","3"],"correct":["print(int(input()) % 3)","n = int(input())\\nprint(n % 3 if n != 2 else 7)",
                 "n = int(input())\\nprint(n % 3 if n != 3 else 1 // 0)"],"wrong":["print(1)","print(2)"]}
                """;
        BuiltSuite suite = build(disputed, 20);
        assertThat(suite.disputed()).isEqualTo(1);
        assertThat(suite.crashed()).isEqualTo(1);
        assertThat(suite.tests()).extracting(BuiltSuite.Test::input).containsExactly("1");
        assertThat(suite.uncaught()).containsExactly(0);
        assertThat(suite.trueNegativeRate()).isEqualTo(0.5);
    }

    @Test
    void theReferenceIsOneThatTheJudgeReads() {
        Problem problem = ProblemReader.read("{\"inputs\":[\"1\"],\"correct\":[\"print(1)\"]}".getBytes(StandardCharsets.UTF_8));
        BuiltSuite suite = build("{\"inputs\":[\"1\"],\"correct\":[\"print(1)\"]}", 5);
        assertThat(SuiteForm.reference(problem, suite))
                .contains("\"stdio\":[{\"input\":\"1\",\"output\":\"1\\n\"}]", "\"language\":\"python\"");
        assertThat(SuiteForm.report(suite)).contains("\"truePositiveRate\":1.0");
    }

    @Test
    void aProblemThatCannotBeUsedSaysWhy() {
        assertThatThrownBy(() -> build("{\"inputs\":[\"1\"]}", 5)).hasMessageContaining("correct");
        assertThatThrownBy(() -> build("{\"correct\":[\"print(1)\"]}", 5)).hasMessageContaining("inputs");
        assertThatThrownBy(() -> build("[", 5)).hasMessageContaining("JSON");
    }
}
