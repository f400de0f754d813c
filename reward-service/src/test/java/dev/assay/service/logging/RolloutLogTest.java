package dev.assay.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class RolloutLogTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aLineAboutARolloutCarriesItsIdsAsFields() {
        Logger logger = Logger.getLogger(RolloutLog.class.getName());
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                ExtLogRecord fields = ExtLogRecord.wrap(line);
                lines.add(fields.getMdc("rollout") + " " + fields.getMdc("group") + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            RolloutLog.trouble(
                    "r-1",
                    "g-1",
                    List.of(
                            component(Outcome.scored(0, ReasonCode.NOT_EQUAL, "")),
                            component(Outcome.failed(ReasonCode.THREW, "why"))));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines).containsExactly("r-1 g-1 accuracy is FAILED THREW: why");
    }

    @Test
    void aStormIsCutAndTheNextLineSaysHowMuchWasLeftOut() {
        LogBudget budget = new LogBudget(2);
        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(1)).isZero();
        assertThat(budget.take(2)).isNegative();
        assertThat(budget.take(3)).isNegative();
        assertThat(budget.take(SECOND)).isEqualTo(2);
        assertThat(budget.take(SECOND + 1)).isZero();
    }

    private static Component component(Outcome outcome) {
        return new Component("accuracy", outcome, "g/1", 1);
    }
}
