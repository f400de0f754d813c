package dev.assay.code.judge;

import static dev.assay.code.judge.JudgeRoom.call;
import static dev.assay.code.judge.JudgeRoom.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.verdict.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallJudgingTest {
    @BeforeAll
    static void python() {
        needs("python");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            def f(a, b): return a + b | [123456789012345678901234567890; 1] | 123456789012345678901234567891
            def f(n): return 10 ** n | [30] | 1000000000000000000000000000000
            def f(x): return x | [[1, [2.5, "a", null, true]]] | [1, [2.5, "a", null, true]]
            def f(): return (1, 2) | [] | [1, 2]
            def f(): return (1, 2) | [] | {"$tuple": [1, 2]}
            def f(): return {3, 1, 2} | [] | {"$set": [1, 2, 3]}
            def f(): return {"a": 1, "b": [2]} | [] | {"b": [2], "a": 1}
            def f(): return {1: "x"} | [] | {"1": "x"}
            def f(s): return sorted(s) | [{"$set": [2, 1]}] | [1, 2]
            def f(): return 2.0 | [] | 2
            def f(): return b"\\xff" | [] | {"$bytes": "ff"}
            class Solution:  f = lambda self, n: n + 1 | [4] | 5
            def f(l: List[int]) -> None: l.reverse() | [[1, 2]] | [2, 1]
            def f(t: Optional[TreeNode]): return t.right.val | [[1, null, 7]] | 7
            def f(t: 'TreeNode') -> 'TreeNode': return t | [[1, 2, 3, null, null, 4]] | [1, 2, 3, null, null, 4]
            def f(h: Optional[ListNode]) -> Optional[ListNode]: return h.next | [[1, 2, 3]] | [2, 3]
            def f(h: Optional[ListNode]) -> Optional[ListNode]: return h | [[]] | []
            def f(t): return t.left.val | [{"$tree": [1, 5]}] | 5
            def f(h): return h.next.val | [{"$chain": [1, 5]}] | 5
            """)
    void aReturnedValueOfTheExpectedKindIsAccepted(String code, String args, String expected) {
        assertThat(call("python", code, args, expected).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            def f(a, b): return float(a + b) | [123456789012345678901234567890; 1] | 123456789012345678901234567891
            def f(): return [2, 1] | [] | [1, 2]
            def f(): return [1, 2] | [] | {"$tuple": [1, 2]}
            def f(): return [1, 2] | [] | {"$set": [1, 2]}
            def f(): return {1, 2} | [] | [1, 2]
            def f(): return '1' | [] | 1
            def f(): return 0.1 + 0.2 | [] | 0.3
            def f(): return float('nan') | [] | {"$float": "nan"}
            def f(): return None | [] | []
            def f(): return None | [] | 0
            def f(): return {'a': 1, 'b': 2} | [] | {"a": 1}
            """)
    void anotherValueOrKindIsAWrongAnswer(String code, String args, String expected) {
        assertThat(call("python", code, args, expected).verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class E:\n  def __eq__(s, o): return True\n  def __hash__(s): return 1\ndef f(): return E()",
                "class S(str):\n  def __eq__(s, o): return True\ndef f(): return S('x')",
                "class I(int):\n  def __eq__(s, o): return True\n  __class__ = list\ndef f(): return I(7)",
                "class L(list):\n  def __eq__(s, o): return True\n  def __iter__(s): return iter([1, 2])\n"
                        + "def f(): return L([9])",
                "def f(): return (x for x in [1, 2])",
                "def f(): return range(1, 3)",
                "def f(): return lambda: [1, 2]",
                "def f():\n  x = []\n  x.append(x)\n  return x",
                "def f():\n  x = []\n  for _ in range(10**5): x = [x]\n  return x",
                "def f(): return 'x' * 10**6",
                "import os\ndef f():\n  for n in range(3, 64):\n    try: os.write(n, b'{\"value\": 1}\\n')\n"
                        + "    except OSError: pass\n  return [3]",
                "print('{\"value\": [1, 2]}')\ndef f(): return 0",
                "import typing\nclass X(dict):\n  def items(s): return [('u', 1)]\ndef f(): return X()",
            })
    void noObjectOfTheCandidateEqualsAnything(String code) {
        assertThat(call("python", code, "[]", "[1, 2]").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void leavingEarlyIsARuntimeError() {
        for (String exit : new String[] {"import sys; sys.exit(0)", "import os; os._exit(0)", "quit()"}) {
            assertThat(call("python", "def f():\n  " + exit, "[]", "null").verdict())
                    .as(exit)
                    .isEqualTo(Verdict.RUNTIME_ERROR);
        }
        assertThat(call("python", "import os; os._exit(0)", "[]", "null").verdict())
                .isEqualTo(Verdict.RUNTIME_ERROR);
    }

    @Test
    void printingDoesNotDisturbTheAnswer() {
        assertThat(call("python", "def f(n):\n  print('debug', n)\n  return n", "[5]", "5")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void brokenProgramsHaveTheirVerdicts() {
        assertThat(call("python", "def f(:", "[]", "1").verdict()).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(call("python", "def g(): pass", "[]", "1").verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(call("python", "def f(): return 1 / 0", "[]", "1").verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(call("python", "def f():\n  while True: pass", "[]", "1").verdict())
                .isEqualTo(Verdict.TIME_LIMIT);
    }

    @Test
    void toleranceAndOrderAreDeclared() {
        assertThat(call("python", "def f(): return [0.1 + 0.2]", "[]", "[0.3]", "{\"kind\":\"float\"}")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(call("python", "def f(): return [2, 1]", "[]", "[1, 2]", "{\"kind\":\"unordered-tokens\"}")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            const f = (a, b) => a + b | [1; 2] | 3
            function f(a) { console.log(a); return a } | [[1, "x", null, 2.5]] | [1, "x", null, 2.5]
            var f = (n) => n + 1n | [123456789012345678901234567890] | 123456789012345678901234567891
            class Solution { f(n) { return n * 2 } } | [4] | 8
            async function f() { return new Map([[1, 2]]) } | [] | {"1": 2}
            module.exports = { f: (x) => x } | [{"a": 1}] | {"a": 1}
            var f = (t) => t.right.val | [{"$tree": [1, null, 7]}] | 7
            let f = () => new Set([1, 2]) | [] | {"$set": [2, 1]}
            """)
    void functionsOfJavaScriptAreCalledToo(String code, String args, String expected) {
        needs("javascript");
        assertThat(call("javascript", code, args, expected).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const f = () => ({ valueOf: () => 1, toString: () => '1' })",
                "const f = () => { throw new Error('no') }",
                "const f = () => process.exit(0)",
                "process.exit(0)",
                "const f = () => '1'",
                "const f = () => () => 1",
                "const f = ( => 1",
            })
    void noTrickOfJavaScriptIsTheAnswer(String code) {
        needs("javascript");
        assertThat(call("javascript", code, "[]", "1").accepted()).isFalse();
    }
}
