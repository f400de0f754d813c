package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.run.BoxReport;
import dev.assay.reward.AssayException;
import dev.assay.reward.Execution;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The component {@code accuracy} of the tasks {@code code} and {@code repair}: 1 where the program or patch of the
 * completion passes every test, else 0, or a part where reference or recipe ask for it. Rollouts of one call that hand
 * in the same for the same reference are judged once.
 */
public final class CodeFunction implements RewardFunction {
    /** A group arrives whole, so that equal programs of it meet. */
    private static final int BATCH = 16;

    /** Programs may use their time limits, or slow ones would come back as our clock's doing instead of a 0. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Supplier<Judge> judge;

    /** For {@link java.util.ServiceLoader}: with the judge of this process. */
    public CodeFunction() {
        this(SharedJudge::get);
    }

    CodeFunction(Supplier<Judge> judge) {
        this.judge = judge;
    }

    @Override
    public String component() {
        return "accuracy";
    }

    @Override
    public boolean owns(String task) {
        return task.equals("code") || task.equals("repair");
    }

    @Override
    public String grader() {
        return "code-sandbox/0.1.0";
    }

    @Override
    public Execution execution() {
        return Execution.waiting(4 * Runtime.getRuntime().availableProcessors(), BATCH)
                .withTimeout(LONGEST);
    }

    /** What the sandbox holds and what not; opens it where nobody has yet. */
    @Override
    public Map<String, String> guarantees() {
        try {
            BoxReport report = judge.get().sandbox().report();
            Map<String, String> guarantees = new TreeMap<>();
            guarantees.put("sandbox", report.safe() ? report.kind() : report.kind() + ", UNSAFE");
            for (BoxReport.Guarantee one : report.guarantees()) {
                guarantees.put(one.name(), (one.held() ? "" : "NOT HELD: ") + one.why());
            }
            return guarantees;
        } catch (AssayException e) {
            return Map.of("sandbox", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Scorer configure(Settings settings) {
        return new GroupScorer(judge, CodeSettings.of(settings));
    }
}
