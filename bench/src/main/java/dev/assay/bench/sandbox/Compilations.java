package dev.assay.bench.sandbox;

import dev.assay.bench.report.Measurement;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the languages that compile take to compile a small program, and to run it. */
final class Compilations {
    private static final int FIRST = 2;
    private static final int LATER = 5;
    /** In which what a language makes ahead of all programs is made, beside programs that compile without it. */
    private static final Duration MADE_IN = Duration.ofSeconds(20);

    /** Each adds up the numbers of its input; NUMBER makes programs differ. */
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("c", """
                #include <stdio.h>
                int main(void) { long sum = NUMBER, x; while (scanf("%ld", &x) == 1) sum += x; printf("%ld\\n", sum); return 0; }
                """);
        PROGRAMS.put("cpp", """
                #include <bits/stdc++.h>
                using namespace std;
                int main() {
                    map<long, vector<long>> groups; long sum = NUMBER, x;
                    while (cin >> x) { groups[x % 3].push_back(x); sum += x; }
                    for (auto &[rest, all] : groups) { sort(all.begin(), all.end()); cerr << rest << all.size(); }
                    cout << sum << endl;
                }
                """);
        PROGRAMS.put("java", """
                import java.util.*;
                public class Main { public static void main(String[] a) {
                    Scanner in = new Scanner(System.in); Map<Long, List<Long>> groups = new TreeMap<>(); long sum = NUMBER;
                    while (in.hasNextLong()) { long x = in.nextLong(); sum += x; groups.computeIfAbsent(x % 3, k -> new ArrayList<>()).add(x); }
                    groups.values().forEach(Collections::sort);
                    System.out.println(sum); } }
                """);
        PROGRAMS.put("kotlin", """
                fun main() {
                    val all = System.`in`.bufferedReader().readText().trim().split(Regex("\\\\s+")).map { it.toLong() }
                    val groups = all.groupBy { it % 3 }.mapValues { it.value.sorted() }
                    println(groups.values.sumOf { it.sum() } + NUMBER)
                }
                """);
        PROGRAMS.put("typescript", """
                declare var require: any;
                const all: number[] = require('fs').readFileSync(0, 'utf8').trim().split(/\\s+/).map(Number);
                console.log(all.reduce((a: number, b: number): number => a + b, NUMBER));
                """);
        PROGRAMS.put("csharp", """
                using System; using System.Linq;
                class P { static void Main() {
                    Console.WriteLine(NUMBER + Console.In.ReadToEnd().Split(new[] {' ', '\\n'},
                        StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).Sum()); } }
                """);
        PROGRAMS.put("go", """
                package main
                import "fmt"
                func main() { sum, x := NUMBER, 0
                    for { if _, e := fmt.Scan(&x); e != nil { break }
                        sum += x }
                    fmt.Println(sum) }
                """);
        PROGRAMS.put("rust", """
                use std::io::Read;
                fn main() { let mut t = String::new(); std::io::stdin().read_to_string(&mut t).unwrap();
                    let s: i64 = t.split_whitespace().map(|x| x.parse::<i64>().unwrap()).sum(); println!("{}", s + NUMBER); }
                """);
    }

    private final Sandbox sandbox;
    private final String language;
    private final String code;
    private int number;

    private Compilations(Sandbox sandbox, String language, String code) {
        this.sandbox = sandbox;
        this.language = language;
        this.code = code;
    }

    static List<Measurement> measure() throws InterruptedException {
        List<Measurement> all = new ArrayList<>();
        try (Sandbox sandbox = Sandboxes.open()) {
            for (Map.Entry<String, String> one : PROGRAMS.entrySet()) {
                if (sandbox.language(one.getKey()).orElseThrow().available()) {
                    all.addAll(new Compilations(sandbox, one.getKey(), one.getValue()).figures());
                }
            }
        }
        return all;
    }

    private List<Measurement> figures() throws InterruptedException {
        compile(); // The supervisor starts, and the machine reads the compiler from its disk.
        List<Double> first = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        List<Double> runs = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < FIRST; i++) {
            first.add(milliseconds(() -> compile()));
        }
        boolean ahead = List.of("cpp", "java", "kotlin").contains(language);
        while (ahead && System.nanoTime() - begin < MADE_IN.toNanos()) {
            compile();
            Thread.sleep(1000);
        }
        for (int i = 0; i < LATER; i++) {
            Prepared[] program = new Prepared[1];
            later.add(milliseconds(() -> program[0] = compile()));
            run(program[0]);
            runs.add(milliseconds(() -> run(program[0])));
        }
        return List.of(
                Measurement.cost("compile " + language + ", first", "assay", "ms", first),
                Measurement.cost("compile " + language + ", then", "assay", "ms", later),
                Measurement.cost("run " + language, "assay", "ms", runs));
    }

    private Prepared compile() {
        number++;
        return switch (sandbox.prepare(Program.of(language, code.replace("NUMBER", Integer.toString(number))))) {
            case Preparation.Ready ready -> ready.program();
            case Preparation.CompileError error -> throw new AssayException(ErrorCode.INTERNAL, error.message());
            case Preparation.Trouble trouble -> throw new AssayException(ErrorCode.INTERNAL, trouble.why());
        };
    }

    private void run(Prepared program) {
        Run run = sandbox.run(program, RunRequest.of(new byte[] {'1', ' ', '2', '\n'}, Limits.defaults()));
        if (!run.output().equals((number + 3) + "\n")) {
            throw new AssayException(ErrorCode.INTERNAL, run + " " + run.output() + run.errors());
        }
    }

    private static double milliseconds(Runnable what) {
        long begin = System.nanoTime();
        what.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
