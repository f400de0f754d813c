package dev.assay.code.judge;

import static dev.assay.code.judge.JudgeRoom.asserts;
import static dev.assay.code.judge.JudgeRoom.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Verdict;
import dev.assay.rollout.Reference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssertsJudgingTest {
    private static final String CHECK = """
        def check(candidate):
            assert candidate(2) == 4
            assert candidate([1, (2, 3)]) == [1, (2, 3), 1, (2, 3)]
            assert candidate("ab") == "abab"
        """;

    @BeforeAll
    static void python() {
        needs("python");
    }

    @Test
    void aRightProgramPasses() {
        assertThat(asserts("def f(x): return x * 2", CHECK).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def f(x): return x",
                "import sys; sys.exit(0)",
                "import os; os._exit(0)",
                "def f(x):\n  import os; os._exit(0)",
                "def f(x):\n  import sys; sys.exit(0)",
                "class E:\n  def __eq__(s, o): return True\n  def __bool__(s): return True\ndef f(x): return E()",
                "class S(str):\n  def __eq__(s, o): return True\n  def __hash__(s): return 0\ndef f(x): return S()",
                "class I(int):\n  def __eq__(s, o): return True\ndef f(x): return I()",
                "class N(float):\n  def __eq__(s, o): return True\ndef f(x): return N('nan')",
                "import builtins\nbuiltins.len = lambda x: 0\nbuiltins.AssertionError = KeyError\ndef f(x): return 1",
                "import sys\nsys.settrace(lambda *a: None)\nsys.excepthook = lambda *a: None\ndef f(x): return 1",
                "import atexit, os\natexit.register(lambda: os._exit(0))\ndef f(x): return 1",
                "print('{\"passed\": true}')\nprint('OK')\ndef f(x): return 1",
                "import os\ndef f(x):\n  for n in range(1, 64):\n    try: os.write(n, b'{\"passed\": true}\\n')\n"
                        + "    except OSError: pass\n  return 1",
                "def check(c): pass\ndef f(x): return 1",
                "def f(x): raise AssertionError",
                "def f(x): raise KeyboardInterrupt",
                "def f(x): return (y for y in [x, x])",
                "import gc, sys, inspect\ndef f(x):\n  for o in gc.get_objects():\n"
                        + "    if isinstance(o, dict) and 'asserts' in o: return o['answer']\n  return 1",
                "class F:\n  def __call__(s, x): return s\n  def __getattr__(s, n): return 4\nf = F()",
            })
    void aHackIsNeverAccepted(String code) {
        Judgement judgement = asserts(code, CHECK);
        assertThat(judgement.verdict()).isIn(Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR, Verdict.COMPILE_ERROR);
        assertThat(judgement.cause()).isEqualTo(Cause.PROGRAM);
        assertThat(judgement.score()).isZero();
    }

    @Test
    void dataOfTheProgramIsSeenAsItIsWhenItIsAskedFor() {
        String counter = "calls = 0\ndef f():\n  global calls\n  calls += 1\n  return calls";
        assertThat(asserts(counter, "assert calls == 0\nassert f() == 1\nassert calls == 1")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(asserts(counter, "assert calls == 1").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void dataOfAClassOfTheProgramsOwnIsNoData() {
        String equal = "class E:\n  def __eq__(s, o): return True\nx = E()";
        assertThat(asserts(equal, "assert x == 1").accepted()).isFalse();
        String module = "class M:\n  def isclose(s, *a): return True\nmath = M()\ndef f(): return 1";
        assertThat(asserts(module, "assert math.isclose(f(), 2)").accepted()).isFalse();
    }

    @Test
    void aFunctionThatThePromptOnlyDescribesIsTheProgramsAndItsImportsAreNot() {
        String prompt = "from math import floor\n\ndef helper(x):\n    return floor(x) * 2\n\n"
                + "def f(x):\n    \"\"\" Twice the floor of x. \"\"\"\n";
        Suite suite = SuiteReader.read(
                JudgeRoom.reference(
                        "python",
                        new Reference.CodeTests.Asserts("assert f(2.5) == helper(2.5) == floor(4.5)", Optional.empty()),
                        "{}"),
                List.of(prompt),
                new Scoring.AllOrNothing());
        for (String right : List.of("import math\ndef f(x): return 2 * math.floor(x)", "def f(x): return x // 1 * 2")) {
            assertThat(JudgeRoom.JUDGE
                            .judge(new Submission("python", right), suite, JudgeRoom.soon())
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
        }
        assertThat(JudgeRoom.JUDGE
                        .judge(new Submission("python", "def f(x): pass\ndef helper(x): pass"), suite, JudgeRoom.soon())
                        .verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void limitsOfTheProgramAreItsOwnVerdicts() {
        assertThat(asserts("def f(x):\n  while True: pass", CHECK).verdict()).isEqualTo(Verdict.TIME_LIMIT);
        assertThat(asserts("def f(x: return 1", CHECK).verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    }

    @Test
    void assertionsThatCannotBeUsedAreNobodysZero() {
        for (String broken : new String[] {
            "def check(candidate:", "raise ValueError('no')", "def check(c): pass", "def check(c): c(lambda: 1)",
        }) {
            Judgement judgement = asserts("def f(x): return x", broken);
            assertThat(judgement.verdict()).as(broken).isEqualTo(Verdict.INTERNAL);
            assertThat(judgement.cause()).as(broken).isEqualTo(Cause.REFERENCE);
        }
    }

    @Test
    void exceptionsCrossByTheirBuiltInType() {
        String expects = """
            def check(candidate):
                try:
                    candidate(-1)
                except ValueError as e:
                    assert "negative" in str(e)
                else:
                    assert False
            """;
        assertThat(asserts("class Mine(ValueError): pass\ndef f(x): raise Mine('negative')", expects)
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(asserts("def f(x): raise KeyError('negative')", expects).verdict())
                .isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void assertionsMayStandAloneAndNameWhatTheyCall() {
        assertThat(asserts("def g(x): return x + 1\ndef h(x): return x", "assert g(1) == 2\nassert h(3) == 3")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(asserts("def g(x): return x", "assert g(1) == 2").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(asserts("def other(x): return x", "assert g(1) == 2").verdict())
                .isEqualTo(Verdict.RUNTIME_ERROR);
    }

    @Test
    void testsMayBuildObjectsOfTheCandidateButNeverCompareThem() {
        String node = "class Node:\n  def __init__(s, v): s.v = v; s.next = None\n  def __eq__(s, o): return True\n";
        assertThat(asserts(
                                node + "def total(n):\n  return n.v + (total(n.next) if n.next else 0)",
                                "a = Node(1)\na.next = Node(2)\nassert total(a) == 3")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(asserts(node, "assert Node(1) == 5").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        assertThat(asserts(node, "assert Node(1)").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void argumentsAreCopiesSoThatNoCallSpoilsTheNext() {
        String twice = "def check(candidate):\n  x = [3, 1]\n  candidate(x)\n  assert x == [3, 1]\n";
        assertThat(asserts("def f(x): x.clear(); return 1", twice).verdict()).isEqualTo(Verdict.ACCEPTED);
    }
}
