package dev.assay.service.logging;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reward;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jboss.logging.MDC;

/** Says in the log which rollouts could not be judged because of us. */
public final class RolloutLog {
    private static final Logger LOG = System.getLogger(RolloutLog.class.getName());
    private static final LogBudget BUDGET = new LogBudget(100);

    private RolloutLog() {}

    /** A line for each component of the reward that is FAILED or TIMEOUT. */
    public static void trouble(Reward reward) {
        for (Reward.Term term : reward.terms()) {
            trouble(reward.id(), reward.groupId(), term.component());
        }
    }

    /** A line for each component that is FAILED or TIMEOUT. */
    public static void trouble(String rollout, String group, List<Component> components) {
        for (Component component : components) {
            trouble(rollout, group, component);
        }
    }

    /** A line about a rollout that could not be taken. */
    public static void unreadable(String rollout, String group, String message) {
        line(Level.WARNING, rollout, group, message);
    }

    private static void trouble(String rollout, String group, Component component) {
        switch (component.outcome()) {
            case Outcome.Failed failed -> outcome(Level.WARNING, rollout, group, component, failed);
            case Outcome.Timeout timeout -> outcome(Level.INFO, rollout, group, component, timeout);
            case Outcome.Scored _, Outcome.NotApplicable _, Outcome.Unscorable _ -> {}
        }
    }

    private static void outcome(Level level, String rollout, String group, Component component, Outcome outcome) {
        line(
                level,
                rollout,
                group,
                component.name() + " is " + outcome.label() + " "
                        + outcome.reason().name() + ": " + outcome.evidence());
    }

    private static void line(Level level, String rollout, String group, String message) {
        if (!LOG.isLoggable(level)) {
            return;
        }
        long dropped = BUDGET.take(System.nanoTime());
        if (dropped < 0) {
            return;
        }
        MDC.put("rollout", rollout);
        MDC.put("group", group);
        try {
            LOG.log(level, dropped == 0 ? message : message + " (" + dropped + " lines like this were left out)");
        } finally {
            MDC.remove("rollout");
            MDC.remove("group");
        }
    }
}
