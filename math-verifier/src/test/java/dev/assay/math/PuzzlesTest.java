package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.math.puzzle.Puzzles;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puzzles are judged by what they ask for, not against one solution. */
class PuzzlesTest {
    private static final String GAME = "{'numbers': [4, 7, 8, 8]}";
    private static final String HARD = "{'numbers': [3, 3, 8, 8]}";
    private static final String COUNTDOWN = "{'numbers': [25, 50, 3, 6, 10], 'target': 147}";
    private static final String ZEBRA = "{'solution': {'House 1': {'name': 'Anna', 'pet': 'cat'},"
            + " 'House 2': {'name': 'Ben', 'pet': 'guinea pig'}}}";
    private static final String KNIGHTS = "{'people': {'Anna': 'knight', 'Ben': 'knave', 'Cleo': 'knight'}}";
    private static final String SUDOKU = "{'grid': '1..4 .... .... 4..1'}";

    private static Verification judge(String kind, String json, String completion) {
        return new MathVerifier().verify(new Reference.Puzzle(kind, json.replace('\'', '"')), completion);
    }

    private static void solved(String kind, String json, String completion) {
        Verification verification = judge(kind, json, completion);
        assertThat(verification.reason()).as("%s", verification.trace()).isEqualTo(ReasonCode.PUZZLE_SOLVED);
        assertThat(verification.value()).isEqualTo(1);
    }

    private static void unsolved(String kind, String json, String completion) {
        Verification verification = judge(kind, json, completion);
        assertThat(verification.value()).as("%s", verification.trace()).isZero();
        assertThat(verification.scorable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(7 - 8/8) * 4",
                "\\boxed{(7-8 \\div 8) \\times 4}",
                "Answer: (7 − 8/8) × 4 = 24",
                "Let me think.\n\nI try a lot of things that do not work.\n4 * (7 - 8 / 8) = 24",
                "<answer>4(7-8/8)</answer>",
                "$\\boxed{4\\left(7-\\frac{8}{8}\\right)}$",
                "The answer is 24 = (7-8/8)*4.",
            })
    void anyExpressionOfAllNumbersThatIsTheTargetSolvesTheGame(String completion) {
        solved("game24", GAME, completion);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4*7-8+8-4",
                "(7-8/8)*4+0",
                "(7-4)*8",
                "4*7-8/2",
                "24",
                "(4+8)*(8-7)*2",
                "4+7+8+8",
                "(7-8/8)*4 = 25",
                "8/(8-8)+4*7",
                "48/(8-7)-4*8",
                "4! * (8-7)",
                "(7-8/8)*4 = 24 = 24",
                "8-8=0, 4*7=28",
                "__import__('os').system('true')",
                "",
                "(7 - 8//8) ** 4",
            })
    void whatBreaksARuleOfTheGameDoesNotSolveIt(String completion) {
        unsolved("game24", GAME, completion);
    }

    @Test
    void theValueIsExact() {
        solved("game24", HARD, "8/(3-8/3)");
        unsolved("game24", "{'numbers': [1, 3, 3], 'target': 1}", "(1/3)*3*0.9999999");
        solved("game24", "{'numbers': [5, 5, 5, 1]}", "5*(5-1/5)");
        unsolved("game24", "{'numbers': [8, 3], 'target': 2.6666666666}", "8/3");
        solved("game24", "{'numbers': [5, 2], 'target': 2.5}", "5/2");
    }

    @Test
    void countdownUsesEachNumberAtMostOnce() {
        solved("countdown", COUNTDOWN, "\\boxed{25*6-3}");
        unsolved("countdown", COUNTDOWN, "\\boxed{50*3-3}");
        unsolved("countdown", COUNTDOWN, "\\boxed{147}");
        unsolved("countdown", COUNTDOWN, "\\boxed{25*6}");
    }

    @Test
    void aGridIsReadFromJsonTableOrLines() {
        solved("zebra", ZEBRA, """
                So it follows:
                ```json
                {"solution": {"House 1": {"Name": "Anna", "Pet": "cat"}, "House 2": {"Name": "Ben", "Pet": "guinea pig"}}}
                ```
                """);
        solved("zebra", ZEBRA, """
                | House | Pet | Name |
                |---|---|---|
                | 1 | cat | Anna |
                | 2 | Guinea Pig | **Ben** |
                """);
        solved("zebra", ZEBRA, """
                - House 1: Anna has the cat
                - House 2: Ben has the guinea pig
                """);
        solved(
                "zebra",
                ZEBRA,
                "{\"header\": [\"House\", \"Name\", \"Pet\"], \"rows\": [[\"1\", \"Anna\", \"cat\"],"
                        + " [\"2\", \"Ben\", \"guinea pig\"]]}");
    }

    @Test
    void aWrongCellOfAGridIsNamed() {
        Verification verification = judge("zebra", ZEBRA, "House 1: Anna, guinea pig\nHouse 2: Ben, cat");
        assertThat(verification.reason()).isEqualTo(ReasonCode.PUZZLE_UNSOLVED);
        assertThat(verification.evidence()).contains("2 of 4").contains("house 1 pet: guinea pig, not cat");
        unsolved("zebra", ZEBRA, "House 1: Anna, Ben, cat, guinea pig\nHouse 2: Anna, Ben, cat, guinea pig");
        unsolved("zebra", ZEBRA, "I do not know.");
        Verification share =
                judge("zebra", ZEBRA.replace("}}}", "}}, 'score': 'cells'}"), "House 1: Anna, cat\nHouse 2: Ben, cat");
        assertThat(share.value()).isEqualTo(0.75);
    }

    @Test
    void knightsAndKnavesAreEachNamedOnce() {
        solved("knights", KNIGHTS, "Anna is a knight, Ben is a knave, and Cleo is a knight.");
        solved("knights", KNIGHTS, "{\"Anna\": \"knight\", \"Ben\": \"knave\", \"Cleo\": \"knight\"}");
        unsolved("knights", KNIGHTS, "Anna is a knight, Ben is a knave.");
        unsolved("knights", KNIGHTS, "Anna is a knight, Ben is a knave or a knight, Cleo is a knight.");
        unsolved("knights", KNIGHTS, "Anna is a knight, Ben is not a knave, Cleo is a knight.");
    }

    @Test
    void aCipherIsBrokenWhereThePlainTextIsGiven() {
        solved("cipher", "{'plain': 'Meet me at noon'}", "The final answer is: meet me at NOON!");
        solved("cipher", "{'text': 'Phhw ph', 'cipher': 'caesar', 'shift': 3}", "\\boxed{meet me}");
        solved("cipher", "{'text': 'lxfopv', 'cipher': 'vigenere', 'key': 'lemon'}", "attack");
        solved("cipher", "{'text': 'nvvg', 'cipher': 'atbash'}", "meet");
        solved("cipher", "{'text': 'teem', 'cipher': 'reverse'}", "meet");
        unsolved("cipher", "{'plain': 'Meet me at noon'}", "meet me at one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 'a', None, 2.0]",
                "`[1,\"a\",None,2]`",
                "[True, 'a', None, 2.00]",
                "Answer: [1, 'a', None, 2]"
            })
    void aPredictionIsComparedAsAPythonValue(String completion) {
        solved("prediction", "{'expected': '[1, \\u0027a\\u0027, None, 2.0]'}", completion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(1, 'a', None, 2.0)", "[1, 'a', None]", "['1', 'a', None, 2]", "[1, 'A', None, 2]", "[1,"})
    void anotherPythonValueIsNoPrediction(String completion) {
        unsolved("prediction", "{'expected': '[1, \\u0027a\\u0027, None, 2.0]'}", completion);
    }

    @Test
    void literalsOfEveryKindAreRead() {
        solved("prediction", "{'expected': '{1, 2, 3}'}", "{3, 2, 1}");
        solved("prediction", "{'expected': '(1,)'}", "(1 ,)");
        unsolved("prediction", "{'expected': '(1,)'}", "(1)");
        solved("prediction", "{'expected': '{\\u0027a\\u0027: [1e3]}'}", "{\"a\": [1000]}");
        solved("prediction", "{'expected': '123456789012345678901234567890'}", "123456789012345678901234567890");
        unsolved("prediction", "{'expected': '123456789012345678901234567890'}", "123456789012345678901234567891");
        solved("prediction", "{'expected': ['yes', 'no']}", "no");
        unsolved("prediction", "{'expected': '[]'}", "[".repeat(10_000));
        unsolved("prediction", "{'expected': '1'}", "1e999999999");
    }

    @Test
    void aSudokuIsSolvedByAnyFullGrid() {
        solved("sudoku", SUDOKU, "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1");
        unsolved("sudoku", SUDOKU, "2134 3421 1243 4312");
        unsolved("sudoku", SUDOKU, "1234 1234 1234 1234");
        unsolved("sudoku", SUDOKU, "1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "game24‖{}",
                "game24‖{'numbers': []}",
                "game24‖{'numbers': ['a']}",
                "game24‖{'numbers': [1e400]}",
                "countdown‖{'numbers': [1, 2]}",
                "zebra‖{'solution': 3}",
                "knights‖{'people': {}}",
                "cipher‖{'text': 'a', 'cipher': 'enigma'}",
                "prediction‖{}",
                "sudoku‖{'grid': '12'}",
                "chess‖{}",
                "game24‖[",
            })
    void aPuzzleThatCannotBeReadIsUnscorable(String puzzle) {
        String[] parts = puzzle.split("‖");
        Verification verification = judge(parts[0], parts[1], "24");
        assertThat(verification.scorable()).isFalse();
        assertThat(verification.reason()).isEqualTo(ReasonCode.REFERENCE_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "((1+", "1+", "9*", "{", "[1,", "|a|b|\n", "House 1: Anna ", "-", "'", "\\frac{1}{"})
    void hostileAnswersAreBounded(String unit) {
        for (int length : new int[] {15_000, 2_000_000}) {
            String hostile = unit.repeat(length / unit.length());
            unsolved("game24", GAME, hostile);
            unsolved("countdown", COUNTDOWN, "\\boxed{" + hostile);
            unsolved("zebra", ZEBRA, hostile);
            unsolved("knights", KNIGHTS, hostile);
            unsolved("cipher", "{'plain': 'Meet'}", hostile);
            unsolved("prediction", "{'expected': '[1]'}", hostile);
            unsolved("sudoku", SUDOKU, hostile);
        }
    }

    @Test
    void theExamplesAreJudgedAsTheySay() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(Path.of("..", "examples", "puzzles.jsonl"))) {
            JsonNode rollout = json.readTree(line);
            JsonNode puzzle = rollout.get("reference").get("puzzle");
            Verification verification = new MathVerifier()
                    .verify(
                            new Reference.Puzzle(puzzle.get("kind").asText(), puzzle.toString()),
                            rollout.get("completion").asText());
            assertThat(verification.value())
                    .as("%s %s", rollout.get("id"), verification.trace())
                    .isEqualTo(rollout.get("metadata").get("expected").asDouble());
        }
    }

    @Test
    void theKindsAreListed() {
        assertThat(Puzzles.known()).isEqualTo("game24, countdown, zebra, knights, cipher, prediction, sudoku");
    }
}
