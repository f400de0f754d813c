package dev.assay.code.judge;

import static dev.assay.code.judge.JudgeRoom.checked;
import static dev.assay.code.judge.JudgeRoom.needs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JuryProgramsTest {
    /** The player guesses a number of 1 to 100 with 'lower' and 'higher' to help, in eight guesses. */
    private static final String INTERACTOR =
            """
            import sys
            secret = int(open(sys.argv[1]).read())
            for _ in range(8):
                line = sys.stdin.readline()
                if not line:
                    sys.exit(8)
                try:
                    guess = int(line)
                except ValueError:
                    sys.exit(2)
                print("right" if guess == secret else "higher" if guess < secret else "lower", flush=True)
                if guess == secret:
                    sys.exit(0)
            sys.exit(1)
            """;

    private static final String PLAYER =
            """
            low, high = 1, 100
            while True:
                middle = (low + high) // 2
                print(middle, flush=True)
                word = input()
                if word == "right": break
                if word == "higher": low = middle + 1
                else: high = middle - 1
            """;

    @BeforeAll
    static void python() {
        needs("python");
    }

    private static String checker(String kind, String source, String... more) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("kind", kind).put("language", "python").put("source", source);
        for (int i = 0; i < more.length; i += 2) {
            node.put(more[i], more[i + 1]);
        }
        return node.toString();
    }

    private static Judgement interact(String player) {
        return checked("python", player, checker("interactor", INTERACTOR), "42", "", "1", "");
    }

    @ParameterizedTest
    @CsvSource({
        "0, ACCEPTED, 1",
        "1, WRONG_ANSWER, 0",
        "2, PRESENTATION_ERROR, 0",
        "4, WRONG_ANSWER, 0",
        "8, WRONG_ANSWER, 0",
        "16, WRONG_ANSWER, 0",
        "150, WRONG_ANSWER, 0.5",
        "250, ACCEPTED, 1",
    })
    void exitCodesAreThoseOfTestlib(int code, Verdict verdict, double score) {
        Judgement judgement = checked(
                "python", "print(1)", checker("program", "raise SystemExit(" + code + ")", "scoring", "fraction"), "", "1");
        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.score()).isEqualTo(score);
    }

    @Test
    void pointsAreReadFromWhatTheCheckerSays() {
        String points = "import sys; sys.stderr.write('points 0.25 fine'); sys.exit(7)";
        assertThat(checked("python", "print(1)", checker("program", points, "scoring", "fraction"), "", "1")
                        .score())
                .isEqualTo(0.25);
    }

    @Test
    void aCheckerReadsInputOutputAndAnswerInThisOrder() {
        String program =
                """
                import sys
                i, o, a = (open(name).read().split() for name in sys.argv[1:4])
                sys.exit(0 if i == ["in"] and sorted(o) == sorted(a) else 1)
                """;
        assertThat(checked("python", "print(2, 1)", checker("program", program), "in", "1 2").verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(checked("python", "print(2, 2)", checker("program", program), "in", "1 2").verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void aCheckerThatFailsIsNobodysZero() {
        Judgement judgement = checked("python", "print(1)", checker("program", "raise SystemExit(3)"), "", "1");
        assertThat(judgement.verdict()).isEqualTo(Verdict.INTERNAL);
        assertThat(judgement.cause()).isEqualTo(Cause.SANDBOX);
        Judgement crash =
                checked("python", "print(1)", checker("program", "import os; os.abort()"), "", "1");
        assertThat(crash.verdict()).isEqualTo(Verdict.INTERNAL);
        Judgement unreadable = checked("python", "print(1)", checker("program", "def (:"), "", "1");
        assertThat(unreadable.accepted()).isFalse();
    }

    @Test
    void whoBreaksTheCheckerHasAWrongAnswer() {
        String fragile =
                """
                import os, sys
                if "boom" in open(sys.argv[2]).read():
                    os.abort()
                """;
        Judgement judgement = checked("python", "print('boom')", checker("program", fragile), "", "1");
        assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void aPlayerWhoKeepsToTheProtocolIsAccepted() {
        Judgement judgement = interact(PLAYER);
        assertThat(judgement.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(judgement.tests()).hasSize(2);
    }

    @Test
    void aPlayerWhoDoesNotIsNot() {
        assertThat(interact("for n in range(1, 9): print(n, flush=True); input()").verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(interact("print('x', flush=True); input()").accepted()).isFalse();
        assertThat(interact("raise SystemExit(5)").verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(interact("import os; os._exit(0)").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(interact("while True: pass").verdict()).isEqualTo(Verdict.TIME_LIMIT);
    }
}
