package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JudgeCommandTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void python() {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "python3 is not on this machine");
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/unshare")), "unshare is not on this machine");
    }

    @BeforeEach
    void tests() throws IOException {
        write("t/1.in", "1 2\n");
        write("t/1.out", "3\n");
        write("t/2.in", "5 6\n");
        write("t/2.ans", "11\n");
        write("t/10.in", "0 0\n");
        write("t/10.out", "0\n");
        write("right.py", "print(sum(map(int, input().split())))");
        write("wrong.py", "print(3)");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private CommandLine.Ended judge(String source, String tests, String... more) {
        String[] args = new String[7 + more.length];
        System.arraycopy(
                new String[] {
                    "judge",
                    "--lang",
                    "python",
                    "--source",
                    folder.resolve(source).toString(),
                    "--tests",
                    folder.resolve(tests).toString()
                },
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        return CommandLine.run(args);
    }

    @Test
    void aRightProgramEndsWithZeroAndALineForEachTest() {
        CommandLine.Ended ended = judge("right.py", "t");
        assertThat(ended.exitCode()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.out().lines()).hasSize(4);
        assertThat(ended.out().lines().map(line -> line.split("\\s+")[0])).containsExactly("1", "2", "10", "accepted:");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aWrongProgramEndsWithOneAndAllTestsAreShown() {
        CommandLine.Ended ended = judge("wrong.py", "t", "--json");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("\"verdict\":\"WA\"", "\"passed\":1", "\"total\":3", "\"score\":0.0", "\"expected\":\"11\"");
    }

    @Test
    void aFileHoldsTheJsonOfACodeReference() throws IOException {
        write("tests.json", "{\"timeLimitMs\":3000,\"stdio\":[{\"input\":\"1 2\",\"output\":\"3\"}]}");
        assertThat(judge("right.py", "tests.json").exitCode()).isZero();
        write("f.py", "def f(a, b):\n    return a * b\n");
        write(
                "call.json",
                "{\"code\":{\"language\":\"python\",\"call\":{\"function\":\"f\",\"cases\":[{\"args\":"
                        + "[123456789012345678901234567890,10],\"expected\":1234567890123456789012345678900}]}}}");
        assertThat(judge("f.py", "call.json").exitCode()).isZero();
        write("asserts.json", "{\"asserts\":\"def check(c):\\n  assert c(2, 3) == 7\",\"entryPoint\":\"f\"}");
        CommandLine.Ended wrong = judge("f.py", "asserts.json");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out()).contains("an assertion fails in line 2");
    }

    @Test
    void limitsAreFlags() throws IOException {
        write("slow.py", "while True: pass");
        CommandLine.Ended slow = judge("slow.py", "t", "--time-limit", "300ms", "--memory-limit", "64m");
        assertThat(slow.exitCode()).isEqualTo(1);
        assertThat(slow.out()).contains("TLE");
    }

    @Test
    void aCheckerIsAKindOrAProgram() throws IOException {
        write("float.py", "a = input().split()\nprint(float(a[0]) + float(a[1]) + 1e-9)");
        assertThat(judge("float.py", "t").exitCode()).isEqualTo(1);
        assertThat(judge("float.py", "t", "--checker", "float:1e-6").exitCode()).isZero();
        Path checker = write("any.py", "import sys\nsys.exit(0 if open(sys.argv[2]).read().strip() else 1)");
        assertThat(judge("wrong.py", "t", "--checker", checker.toString()).exitCode())
                .isZero();
        write("silent.py", "");
        assertThat(judge("silent.py", "t", "--checker", checker.toString()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeUsedEndsWithTwoAndSaysWhy() throws IOException {
        assertThat(judge("missing.py", "t").exitCode()).isEqualTo(2);
        assertThat(judge("right.py", "nowhere").exitCode()).isEqualTo(2);
        assertThat(judge("right.py", "t", "--checker", "sorted-by-magic").exitCode())
                .isEqualTo(2);
        assertThat(judge("right.py", "t", "--time-limit", "soon").exitCode()).isEqualTo(2);
        write("empty/readme.txt", "");
        assertThat(judge("right.py", "empty").err()).contains("NAME.in");
        write("bad.json", "{\"stdio\": 7}");
        assertThat(judge("right.py", "bad.json").err()).contains("stdio");
        assertThat(CommandLine.run("judge", "--lang", "klingon", "--source", "x", "--tests", "y")
                        .err())
                .contains("python");
    }
}
