package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language reads its input, writes its output and chooses its exit code, in every kind of box. */
final class LanguagesTest {
    /** Each adds up the numbers of its input, says the sum and exits with 3. */
    private static final Stream<Arguments> programs() {
        return Stream.of(
                Arguments.of("python", "import sys\nprint(sum(map(int, sys.stdin.read().split())))\nsys.exit(3)\n"),
                Arguments.of(
                        "c",
                        "#include <stdio.h>\nint main(){long s=0,x;while(scanf(\"%ld\",&x)==1)s+=x;"
                                + "printf(\"%ld\\n\",s);return 3;}\n"),
                Arguments.of(
                        "cpp",
                        "#include <bits/stdc++.h>\nint main(){long s=0,x;while(std::cin>>x)s+=x;"
                                + "std::cout<<s<<\"\\n\";return 3;}\n"),
                Arguments.of(
                        "java",
                        "import java.util.*;\npublic class Sums { public static void main(String[] a) {"
                                + " Scanner in = new Scanner(System.in); long s = 0;"
                                + " while (in.hasNextLong()) s += in.nextLong();"
                                + " System.out.println(s); System.exit(3); } }\n"),
                Arguments.of(
                        "javascript",
                        "const t = require('fs').readFileSync(0, 'utf8');\n"
                                + "console.log(t.trim().split(/\\s+/).map(Number).reduce((a, b) => a + b, 0));\n"
                                + "process.exitCode = 3;\n"),
                Arguments.of(
                        "typescript",
                        "declare var require: any, process: any;\nconst t: string = require('fs').readFileSync(0,"
                                + " 'utf8');\nconsole.log(t.trim().split(/\\s+/).map(Number)"
                                + ".reduce((a: number, b: number) => a + b, 0));\nprocess.exitCode = 3;\n"),
                Arguments.of(
                        "csharp",
                        "using System;using System.Linq;class P{static int Main(){var s=Console.In.ReadToEnd()"
                                + ".Split(new[]{' ','\\n'},StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)"
                                + ".Sum();Console.WriteLine(s);return 3;}}\n"),
                Arguments.of(
                        "php",
                        "<?php echo array_sum(preg_split('/\\s+/', trim(stream_get_contents(STDIN)))), \"\\n\";"
                                + " exit(3);\n"),
                Arguments.of(
                        "bash",
                        "s=0\nfor x in $(cat); do s=$((s + x)); done\necho $s | sed 's/^/ /' | tr -d ' '\nexit 3\n"),
                Arguments.of(
                        "go",
                        "package main\nimport (\"fmt\"; \"os\")\nfunc main() { var s, x int\nfor { if _, e :="
                                + " fmt.Scan(&x); e != nil { break }\ns += x }\nfmt.Println(s); os.Exit(3) }\n"),
                Arguments.of(
                        "rust",
                        "use std::io::Read;\nfn main() { let mut t = String::new(); std::io::stdin()"
                                + ".read_to_string(&mut t).unwrap(); let s: i64 = t.split_whitespace()"
                                + ".map(|x| x.parse::<i64>().unwrap()).sum(); println!(\"{}\", s);"
                                + " std::process::exit(3) }\n"),
                Arguments.of(
                        "kotlin",
                        "fun main() { println(System.`in`.bufferedReader().readText().trim()"
                                + ".split(Regex(\"\\\\s+\")).sumOf { it.toLong() }); System.exit(3) }\n"),
                Arguments.of("ruby", "puts STDIN.read.split.map(&:to_i).sum\nexit 3\n"));
    }

    private static Stream<Arguments> programsInBoxes() {
        return Boxes.kinds().flatMap(kind -> programs().map(one -> Arguments.of(kind, one.get()[0], one.get()[1])));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("programsInBoxes")
    void everyLanguageAddsUpItsInput(String kind, String language, String code) {
        Sandbox sandbox = Boxes.open(kind);
        Prepared program = Boxes.prepared(sandbox, language, code);
        Limits limits = Boxes.LIMITS.withCpu(Duration.ofSeconds(10)).withMemory(256 * Limits.MIB);
        Run run = sandbox.run(program, RunRequest.of("1 2 3\n4 90\n".getBytes(StandardCharsets.UTF_8), limits));
        assertThat(run.ending()).as("%s %s", run, run.errors()).isEqualTo(new Ending.Exited(3));
        assertThat(run.output()).isEqualTo("100\n");
    }
}
