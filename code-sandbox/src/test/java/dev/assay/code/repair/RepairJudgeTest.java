package dev.assay.code.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.judge.JudgeRoom;
import dev.assay.reward.Deadline;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepairJudgeTest {
    private static final String TEST_PATCH =
            """
            diff --git a/tests/test_calc.py b/tests/test_calc.py
            --- a/tests/test_calc.py
            +++ b/tests/test_calc.py
            @@ -6,3 +6,6 @@
             class CalcTest(unittest.TestCase):
                 def test_add(self):
                     self.assertEqual(add(1, 2), 3)
            +
            +    def test_sub(self):
            +        self.assertEqual(sub(5, 2), 3)
            """;

    private static final String REPAIR =
            """
            --- a/calc.py
            +++ b/calc.py
            @@ -3,4 +3,4 @@

             def sub(a, b):
            -    return a + b
            +    return a - b

            """;

    @TempDir
    Path folder;

    private final RepairJudge judge = new RepairJudge(JudgeRoom.JUDGE.sandbox());

    @BeforeEach
    void repository() throws IOException {
        JudgeRoom.needs("python");
        write("calc.py", "def add(a, b):\n    return a + b\n\ndef sub(a, b):\n    return a + b\n\n");
        write(
                "tests/test_calc.py",
                "import unittest\n\nfrom calc import add, sub\n\n\nclass CalcTest(unittest.TestCase):\n"
                        + "    def test_add(self):\n        self.assertEqual(add(1, 2), 3)\n");
        write("tests/__init__.py", "");
        write(".git/packed-refs", "the future is here");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Reference.Repair task() {
        return new Reference.Repair(
                folder.toString(),
                TEST_PATCH,
                List.of("tests/test_calc.py::CalcTest::test_sub"),
                List.of("tests.test_calc.CalcTest.test_add"));
    }

    private RepairVerdict repair(String patch) {
        return judge.judge(task(), patch, Deadline.after(Duration.ofSeconds(60)));
    }

    private static String added(String file, String... lines) {
        return "--- /dev/null\n+++ b/" + file + "\n@@ -0,0 +1," + lines.length + " @@\n+"
                + String.join("\n+", lines) + "\n";
    }

    @Test
    void aPatchAfterWhichEveryTestPassesRepairs() {
        assertThat(repair(REPAIR)).isEqualTo(new RepairVerdict.Repaired(2));
        assertThat(judge.judgeGold(task(), REPAIR, Deadline.after(Duration.ofSeconds(60))))
                .isEqualTo(new RepairVerdict.Repaired(2));
    }

    @Test
    void hunksFindTheirPlaceWhereLinesHaveMoved() {
        assertThat(repair(REPAIR.replace("@@ -3,4 +3,4 @@", "@@ -40,4 +40,4 @@")))
                .isEqualTo(new RepairVerdict.Repaired(2));
    }

    @Test
    void aPatchThatBreaksWhatPassedFails() {
        String both =
                """
                --- a/calc.py
                +++ b/calc.py
                @@ -1,5 +1,5 @@
                 def add(a, b):
                -    return a + b
                +    return a - b

                 def sub(a, b):
                -    return a + b
                +    return a - b
                """;
        assertThat(repair(both)).isInstanceOf(RepairVerdict.TestsFail.class);
    }

    @Test
    void editsOfTestsArePutBack() {
        String cheat =
                """
                --- a/tests/test_calc.py
                +++ b/tests/test_calc.py
                @@ -6,3 +6,6 @@
                 class CalcTest(unittest.TestCase):
                     def test_add(self):
                         self.assertEqual(add(1, 2), 3)
                +
                +    def test_sub(self):
                +        pass
                """;
        assertThat(repair(cheat)).isInstanceOf(RepairVerdict.TestsFail.class);
        assertThat(repair(REPAIR + cheat)).isEqualTo(new RepairVerdict.Repaired(2));
        String gone = "--- a/tests/test_calc.py\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-import unittest\n";
        assertThat(repair(gone)).isInstanceOf(RepairVerdict.TestsFail.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conftest.py", "tests/conftest.py", "pytest.ini", "setup.cfg", "tox.ini", "pyproject.toml",
                "sitecustomize.py", "package.json", ".git/hooks/pre-commit", ".git/config", "lib/x.pth", "unittest.py",
                "unittest/__init__.py", "json.py", "build.gradle", "Cargo.toml", "Makefile",
            })
    void runnerConfigurationIsRefused(String file) {
        assertThat(repair(REPAIR + added(file, "x = 1"))).isInstanceOf(RepairVerdict.PatchRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escape.py", "/etc/cron.d/x", "a/../../b.py", "a//b.py", "./calc.py", "a\\..\\b.py"})
    void pathsOutsideOfTheRepositoryAreRefused(String file) {
        assertThat(repair(added(file, "x = 1"))).isInstanceOf(RepairVerdict.PatchRefused.class);
        assertThat(folder.resolveSibling("escape.py")).doesNotExist();
    }

    @Test
    void linksSubmodulesAndBinaryChangesAreRefused() {
        String link = "diff --git a/tests b/tests\nnew file mode 120000\n--- /dev/null\n+++ b/tests\n@@ -0,0 +1 @@\n+/tmp\n";
        String module = "diff --git a/sub b/sub\nnew file mode 160000\n--- /dev/null\n+++ b/sub\n@@ -0,0 +1 @@\n+x\n";
        String binary = "diff --git a/x.bin b/x.bin\nGIT binary patch\nliteral 3\nKcmZQz\n";
        for (String patch : List.of(link, module, binary)) {
            assertThat(repair(patch)).isInstanceOf(RepairVerdict.PatchRefused.class);
        }
    }

    @Test
    void renamesMoveAFileAndMayNotHideOne() {
        String away = "diff --git a/tests/test_calc.py b/calc2.py\nsimilarity index 100%\n"
                + "rename from tests/test_calc.py\nrename to calc2.py\n";
        assertThat(repair(REPAIR + away)).isEqualTo(new RepairVerdict.Repaired(2));
        String config = "diff --git a/calc.py b/conftest.py\nsimilarity index 100%\n"
                + "rename from calc.py\nrename to conftest.py\n";
        assertThat(repair(config)).isInstanceOf(RepairVerdict.PatchRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nos._exit(0)",
                "import sys\nsys.exit(0)",
                "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\nraise SystemExit(0)",
                "print('[\"tests/test_calc.py::CalcTest::test_sub\", \"passed\"]', flush=True)\nimport os\nos._exit(0)",
                "import os\nos.kill(os.getppid(), 9)",
                "import os\nfor n in range(64):\n    try:\n        os.write(int(n), b'[\"x\", \"passed\"]')\n"
                        + "    except OSError:\n        pass\nos._exit(0)",
                "import os, glob\nfor f in glob.glob('/proc/%d/fd/*' % os.getppid()):\n    try:\n"
                        + "        os.write(os.open(f, os.O_WRONLY), b'[\"tests/test_calc.py::CalcTest::test_sub\",'\n"
                        + "                 b' \"passed\"]\\n')\n    except OSError:\n        pass\nos._exit(0)",
            })
    void endingEarlyOrForgingIsNoRepair(String code) {
        String[] lines = code.split("\n");
        String patch = "--- a/calc.py\n+++ b/calc.py\n@@ -1,2 +1," + (2 + lines.length) + " @@\n+"
                + String.join("\n+", lines) + "\n def add(a, b):\n     return a + b\n";
        assertThat(repair(patch)).isInstanceOf(RepairVerdict.TestsFail.class);
    }

    @Test
    void theHistoryIsNotInTheBox() {
        String peek = added("peek.py", "import os", "HISTORY = os.path.exists('.git')");
        String sub = REPAIR.replace("return a - b", "return a - b if not __import__('peek').HISTORY else 0");
        assertThat(repair(peek + sub)).isEqualTo(new RepairVerdict.Repaired(2));
    }

    @Test
    void whatIsNoPatchOrDoesNotApplyFails() {
        for (String patch : List.of(
                "I would change sub().",
                "--- a/calc.py\n+++ b/calc.py\n@@ -1 +1 @@\n-nothing like it\n+x\n",
                "--- a/calc.py\n+++ b/calc.py\n@@ -1,9 +1,9 @@\n def add\n",
                "--- a/none.py\n+++ b/none.py\n@@ -1 +1 @@\n-x\n+y\n",
                "--- a/calc.py\n+++ b/calc.py\n@@ -99999999999 +1 @@\n-x\n+y\n")) {
            assertThat(repair(patch)).as(patch).isInstanceOf(RepairVerdict.PatchFails.class);
        }
    }

    @Test
    void aTaskThatIsSolvedOrBrokenBeforehandIsNobodysZero() {
        Reference.Repair solved = new Reference.Repair(
                folder.toString(), "", List.of("tests/test_calc.py::CalcTest::test_add"), List.of());
        assertThat(judge.judge(solved, REPAIR, Deadline.after(Duration.ofSeconds(60))))
                .isInstanceOf(RepairVerdict.TaskUnusable.class);
        Reference.Repair missing =
                new Reference.Repair(folder + "/nowhere", "", List.of("tests/test_calc.py::test_sub"), List.of());
        assertThat(judge.judge(missing, REPAIR, Deadline.after(Duration.ofSeconds(60))))
                .isInstanceOf(RepairVerdict.TaskUnusable.class);
        assertThat(judge.judgeGold(task(), "--- a/calc.py\n+++ b/calc.py\n", Deadline.after(Duration.ofSeconds(60))))
                .isInstanceOf(RepairVerdict.TaskUnusable.class);
    }
}
