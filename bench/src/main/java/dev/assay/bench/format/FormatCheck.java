package dev.assay.bench.format;

import dev.assay.format.FormatChecker;
import dev.assay.format.FormatRules;
import dev.assay.format.FormatVerdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One check of one completion by the default rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FormatCheck {
    @Param({"WELL_FORMED", "SECTIONS", "OPENINGS"})
    public Texts text = Texts.WELL_FORMED;

    /** Kilobytes; the texts are ASCII. */
    @Param({"4", "128", "4096"})
    public int kilobytes;

    private final FormatChecker checker = new FormatChecker(FormatRules.DEFAULT);
    private String completion = "";

    /** Makes the completion. */
    @Setup
    public void fill() {
        completion = text.text(kilobytes << 10);
    }

    /** The check. */
    @Benchmark
    public FormatVerdict check() {
        return checker.check(completion);
    }
}
