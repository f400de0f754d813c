package dev.assay.model.roles;

import dev.assay.model.sequence.ModelInput;
import dev.assay.model.serving.ModelScore;
import dev.assay.model.serving.RewardModels;
import dev.assay.model.settings.ModelSettings;
import dev.assay.model.settings.ScoreRule;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Asks the model of a role. A completion that is too long for it, or never comes to its answer, is SCORED with a value
 * of the recipe, because the policy wrote it; a prompt that leaves no room for any completion is UNSCORABLE.
 */
final class RoleScorer implements Scorer {
    private final Role role;
    private final RewardModels models;
    private final RoleSettings settings;

    RoleScorer(Role role, RewardModels models, RoleSettings settings) {
        this.role = role;
        this.models = models;
        this.settings = settings;
    }

    @Override
    public Outcome score(Rollout rollout, Deadline deadline) {
        return scoreAll(List.of(rollout), deadline).getFirst();
    }

    @Override
    public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
        Optional<String> model = settings.model().or(() -> models.forRole(role.component()));
        if (model.isEmpty()) {
            Outcome none =
                    Outcome.failed(ReasonCode.NO_FUNCTION, "no model has the role " + role.component() + " any more");
            return rollouts.stream().map(_ -> none).toList();
        }
        List<ModelInput> inputs = new ArrayList<>();
        List<Optional<Outcome>> known = new ArrayList<>(rollouts.size());
        for (Rollout rollout : rollouts) {
            String shown = role.shown(rollout.judged(), rollout.prefilledThink());
            Optional<List<Message>> conversation = Role.conversation(rollout, shown);
            Optional<Outcome> outcome = withoutModel(conversation.isPresent(), shown);
            known.add(outcome);
            if (outcome.isEmpty()) {
                inputs.add(new ModelInput.Chat(conversation.orElseThrow()));
            }
        }
        Iterator<ModelScore> scores = ask(model.get(), inputs, deadline).iterator();
        List<Outcome> outcomes = new ArrayList<>(rollouts.size());
        for (int i = 0; i < rollouts.size(); i++) {
            outcomes.add(
                    known.get(i).isPresent()
                            ? known.get(i).get()
                            : outcome(model.get(), rollouts.get(i), scores.next()));
        }
        return outcomes;
    }

    /** What needs no model to be known. */
    private Optional<Outcome> withoutModel(boolean prompted, String shown) {
        if (!prompted) {
            return Optional.of(Outcome.unscorable(ReasonCode.NO_REFERENCE, "the rollout carries no prompt"));
        }
        // A model may like empty answers, and a policy would find out.
        return role == Role.HELPFUL && shown.isBlank()
                ? Optional.of(Outcome.scored(settings.worst(), ReasonCode.NO_ANSWER, "nothing behind the thinking"))
                : Optional.empty();
    }

    private List<ModelScore> ask(String model, List<ModelInput> inputs, Deadline deadline) {
        try {
            return models.score(model, inputs, deadline).scores();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.DEADLINE, "the call was taken away", e);
        }
    }

    private Outcome outcome(String model, Rollout rollout, ModelScore score) {
        return switch (score.outcome()) {
            case Outcome.Scored(double value, var reason, String evidence) ->
                Outcome.scored(value(model, value), reason, evidence);
            case Outcome.Unscorable unscorable
            when unscorable.reason() == ReasonCode.INPUT_TOO_LONG -> tooLong(model, rollout, unscorable);
            case Outcome.Unscorable unscorable -> unscorable;
            case Outcome.NotApplicable notApplicable -> notApplicable;
            case Outcome.Timeout timeout -> timeout;
            case Outcome.Failed failed -> failed;
        };
    }

    private Outcome tooLong(String model, Rollout rollout, Outcome.Unscorable why) {
        List<Message> withoutAnswer = Role.conversation(rollout, "").orElseThrow();
        return models.reads(model, new ModelInput.Chat(withoutAnswer))
                ? Outcome.scored(settings.worst(), ReasonCode.INPUT_TOO_LONG, why.evidence())
                : Outcome.unscorable(ReasonCode.INPUT_TOO_LONG, "the prompt alone: " + why.evidence());
    }

    private double value(String model, double score) {
        boolean probability = models.settings(model)
                .map(ModelSettings::score)
                .map(ScoreRule::sigmoid)
                .orElse(false);
        return switch (settings.value()) {
            case LOGIT -> score;
            case SIGMOID -> probability ? score : ScoreRule.sigmoid(score);
        };
    }
}
