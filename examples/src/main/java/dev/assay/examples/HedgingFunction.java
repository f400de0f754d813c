package dev.assay.examples;

import dev.assay.reward.Outcome;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.reward.UserReason;
import java.util.List;
import java.util.Locale;

/** Punishes completions that hedge: 0 without hedging words, down to -1 at {@code most} of them (default 10). */
public final class HedgingFunction implements RewardFunction {
    private static final List<String> HEDGES = List.of("maybe", "perhaps", "probably", "i guess", "not sure");

    @Override
    public String component() {
        return "hedging";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "hedging/1";
    }

    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly("most");
        long most = settings.whole("most", 10, 1, 1000);
        return (rollout, _) -> {
            String text = rollout.judged().toLowerCase(Locale.ROOT);
            long count =
                    HEDGES.stream().mapToLong(hedge -> occurrences(text, hedge)).sum();
            double value = -Math.min(1.0, (double) count / most);
            return Outcome.scored(value, new UserReason(count == 0 ? "PLAIN" : "HEDGING"), count + " hedging words");
        };
    }

    private static long occurrences(String text, String word) {
        long count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
            count++;
        }
        return count;
    }
}
