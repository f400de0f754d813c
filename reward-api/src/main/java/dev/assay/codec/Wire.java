package dev.assay.codec;

import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.Reward;
import dev.assay.v1.OutcomeKind;
import java.util.List;
import java.util.OptionalDouble;

/** Rewards and components as protobuf messages, and back. */
public final class Wire {
    /** The most bytes of one rollout, reward or request on every hop: 32 MiB. */
    public static final int LARGEST_MESSAGE = 32 << 20;

    private Wire() {}

    /** A component without a weight, as it travels to the join. */
    public static dev.assay.v1.Component message(Component component) {
        return builder(component).build();
    }

    /** A reward. */
    public static dev.assay.v1.Reward message(Reward reward) {
        dev.assay.v1.Reward.Builder message = dev.assay.v1.Reward.newBuilder()
                .setId(reward.id())
                .setGroupId(reward.groupId())
                .setRecipe(reward.recipe())
                .setIncomplete(reward.incomplete());
        reward.value().ifPresent(message::setReward);
        for (Reward.Term term : reward.terms()) {
            message.addComponents(builder(term.component()).setWeight(term.weight()));
        }
        return message.build();
    }

    /**
     * A component from its message.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD}
     */
    public static Component component(dev.assay.v1.Component message) {
        if (message.getName().isEmpty()) {
            throw Fields.missing("component.name");
        }
        return new Component(message.getName(), outcome(message), message.getGrader(), message.getMicros());
    }

    /**
     * A reward from its message.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD}
     */
    public static Reward reward(dev.assay.v1.Reward message) {
        List<Reward.Term> terms = message.getComponentsList().stream()
                .map(term -> new Reward.Term(component(term), finite("component.weight", term.getWeight())))
                .toList();
        return new Reward(
                message.getId(),
                message.getGroupId(),
                message.hasReward() ? OptionalDouble.of(finite("reward", message.getReward())) : OptionalDouble.empty(),
                message.getRecipe(),
                terms,
                message.getIncomplete());
    }

    private static double finite(String field, double number) {
        if (!Double.isFinite(number)) {
            throw Fields.invalid(field, "must be a finite number");
        }
        return number;
    }

    private static dev.assay.v1.Component.Builder builder(Component component) {
        Outcome outcome = component.outcome();
        dev.assay.v1.Component.Builder message = dev.assay.v1.Component.newBuilder()
                .setName(component.name())
                .setReason(outcome.reason().name())
                .setEvidence(outcome.evidence())
                .setGrader(component.grader())
                .setMicros(component.micros());
        return switch (outcome) {
            case Outcome.Scored scored -> message.setOutcome(OutcomeKind.SCORED).setValue(scored.score());
            case Outcome.NotApplicable _ -> message.setOutcome(OutcomeKind.NOT_APPLICABLE);
            case Outcome.Unscorable _ -> message.setOutcome(OutcomeKind.UNSCORABLE);
            case Outcome.Timeout _ -> message.setOutcome(OutcomeKind.TIMEOUT);
            case Outcome.Failed _ -> message.setOutcome(OutcomeKind.FAILED);
        };
    }

    private static Outcome outcome(dev.assay.v1.Component message) {
        Reason reason = Reason.of(message.getReason());
        String evidence = message.getEvidence();
        return switch (message.getOutcome()) {
            case SCORED -> {
                if (!message.hasValue() || !Double.isFinite(message.getValue())) {
                    throw Fields.invalid("component.value", "must be a finite number where the outcome is SCORED");
                }
                yield Outcome.scored(message.getValue(), reason, evidence);
            }
            case NOT_APPLICABLE -> Outcome.notApplicable(reason, evidence);
            case UNSCORABLE -> Outcome.unscorable(reason, evidence);
            case TIMEOUT -> Outcome.timeout(reason, evidence);
            case FAILED -> Outcome.failed(reason, evidence);
            case OUTCOME_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Fields.invalid("component.outcome", "is not known");
        };
    }
}
