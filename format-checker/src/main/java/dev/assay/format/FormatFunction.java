package dev.assay.format;

import dev.assay.reward.Outcome;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.util.Map;
import java.util.Optional;

/**
 * The component {@code format} for every task: {@link FormatChecker} on the completion, with what the rollout says
 * about prefilled thinking, truncation, the prompt and the code's language. Always scored, from 0 to 1.
 */
public final class FormatFunction implements RewardFunction {
    @Override
    public String component() {
        return "format";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "format-checker/0.1.0";
    }

    @Override
    public Scorer configure(Settings settings) {
        FormatRules rules = FormatRules.of(settings);
        FormatChecker checker = new FormatChecker(rules);
        return (rollout, _) -> {
            FormatVerdict verdict = checker.check(rollout.judged(), context(rollout));
            return Outcome.scored(verdict.value(rules.mode()), verdict.reason(), verdict.evidence());
        };
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "linear", "memory", "constant", "regex", "none");
    }

    private static FormatChecker.Context context(Rollout rollout) {
        Optional<String> language = rollout.reference() instanceof Reference.Code code
                        && !code.language().isEmpty()
                ? Optional.of(code.language())
                : Optional.empty();
        return new FormatChecker.Context(
                rollout.prefilledThink(), rollout.truncated(), rollout.prompt().map(Text::whole), language);
    }
}
