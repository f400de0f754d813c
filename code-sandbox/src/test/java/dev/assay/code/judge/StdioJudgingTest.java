package dev.assay.code.judge;

import static dev.assay.code.judge.JudgeRoom.checked;
import static dev.assay.code.judge.JudgeRoom.needs;
import static dev.assay.code.judge.JudgeRoom.stdio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.verdict.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class StdioJudgingTest {
    private static final String SUM = "print(sum(map(int, input().split())))";

    @BeforeAll
    static void python() {
        needs("python");
    }

    @Test
    void aRightProgramIsAccepted() {
        Judgement judgement = stdio("python", SUM, "1 2\n", "3\n", "5 6", "11");
        assertThat(judgement.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(judgement.score()).isEqualTo(1);
        assertThat(judgement.trusted()).isTrue();
    }

    @Test
    void aWrongNumberIsAWrongAnswerAndJudgingStopsThere() {
        Judgement judgement = stdio("python", "print(1000000008)", "", "1000000007", "", "1000000008");
        assertThat(judgement.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(judgement.tests()).hasSize(1);
        assertThat(judgement.total()).isEqualTo(2);
        assertThat(judgement.firstFailed().orElseThrow().finding().detail())
                .isEqualTo("token 1 is '1000000008'")
                .doesNotContain("1000000007");
    }

    @Test
    void eachWayToFailHasItsVerdict() {
        assertThat(stdio("python", "raise SystemExit(3)", "", "").verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(stdio("python", "while True: pass", "", "").verdict()).isEqualTo(Verdict.TIME_LIMIT);
        assertThat(stdio("python", "while True: print('x' * 10**6)", "", "").verdict())
                .isEqualTo(Verdict.OUTPUT_LIMIT);
        assertThat(stdio("python", "x = [0]\nwhile True: x = x * 2", "", "").verdict())
                .isIn(Verdict.MEMORY_LIMIT, Verdict.RUNTIME_ERROR);
        assertThat(stdio("python", "print(1", "", "").verdict()).isIn(Verdict.RUNTIME_ERROR, Verdict.COMPILE_ERROR);
    }

    @Test
    void whatDoesNotCompileIsACompileErrorWithItsMessage() {
        needs("cpp");
        Judgement judgement = stdio("cpp", "int main() { return x; }", "", "");
        assertThat(judgement.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(judgement.message()).contains("x");
    }

    @Test
    void aRightOutputWithAWrongExitCodeIsARuntimeError() {
        assertThat(stdio("python", "print(3)\nraise SystemExit(1)", "", "3").verdict())
                .isEqualTo(Verdict.RUNTIME_ERROR);
    }

    @Test
    void aPrefixOfTheExpectedOutputIsNotEnough() {
        assertThat(stdio("python", "print(1)", "", "1\n2\n3\n").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(stdio("python", "print('1\\n2\\n3\\n4')", "", "1\n2\n3\n").verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void answersForTheSampleAloneFailTheOtherTests() {
        assertThat(stdio("python", "print(3 if input() == '1 2' else 0)", "1 2", "3", "5 6", "11")
                        .verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void threeHundredKilobytesOfLegalOutputAreAccepted() {
        String line = "0123456789".repeat(10);
        assertThat(stdio("python", "for _ in range(3000): print('" + line + "')", "", (line + "\n").repeat(3000))
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void inputThatNobodyReadsDoesNotBlockTheJudge() {
        assertThat(stdio("python", "print(3)", "9 ".repeat(5_000_000), "3").verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void outputThatIsNoTextIsComparedByteByByte() {
        assertThat(stdio("python", "import sys; sys.stdout.buffer.write(b'\\xff\\x00 1')", "", "1")
                        .verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(stdio("python", "import sys; sys.stdout.buffer.write(b'a\\x00b\\r\\n')", "", "a\0b")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void presentationErrorsExistOnlyWhereALayoutIsDeclared() {
        assertThat(checked("python", "print(1);print(2)", "{\"kind\":\"layout\"}", "", "1 2\n")
                        .verdict())
                .isEqualTo(Verdict.PRESENTATION_ERROR);
        assertThat(stdio("python", "print(1);print(2)", "", "1 2\n").verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aToleranceHoldsOnlyWhereItIsDeclared() {
        assertThat(checked("python", "print(0.3333333)", "{\"kind\":\"float\"}", "", "0.3333334")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stdio("python", "print(0.3333333)", "", "0.3333334").verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(checked("python", "print(float('nan'))", "{\"kind\":\"float\"}", "", "nan")
                        .verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void partialCreditRunsEveryTest() {
        String half = "n = int(input())\nprint(n if n < 3 else 0)";
        String[] tests = {"1", "1", "2", "2", "3", "3", "4", "4"};
        assertThat(checked("python", half, "{\"scoring\":\"fraction\"}", tests).score())
                .isEqualTo(0.5);
        Judgement weighted = checked("python", half, "{\"scoring\":\"weighted\",\"weights\":[1,1,1,5]}", tests);
        assertThat(weighted.score()).isEqualTo(0.25);
        assertThat(weighted.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(weighted.tests()).hasSize(4);
        String subtasks = "{\"scoring\":\"subtasks\",\"subtasks\":["
                + "{\"points\":30,\"tests\":[1,2]},{\"points\":70,\"tests\":[2,3,4]}]}";
        assertThat(checked("python", half, subtasks, tests).score()).isEqualTo(0.3);
    }
}
