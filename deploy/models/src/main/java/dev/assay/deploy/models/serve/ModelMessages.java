package dev.assay.deploy.models.serve;

import dev.assay.model.sequence.ModelInput;
import dev.assay.model.serving.ModelDescription;
import dev.assay.model.serving.ModelScore;
import dev.assay.model.serving.ModelScores;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.rollout.Text;
import dev.assay.v1.Message;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import dev.assay.v1.OutcomeKind;
import java.util.ArrayList;
import java.util.List;

/** What reward models read and say as protobuf messages. */
final class ModelMessages {
    private ModelMessages() {}

    /**
     * The inputs of a request.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD}
     */
    static List<ModelInput> inputs(ModelScoreRequest request) {
        List<ModelInput> inputs = new ArrayList<>(request.getInputsCount());
        for (dev.assay.v1.ModelInput input : request.getInputsList()) {
            inputs.add(
                    switch (input.getFormCase()) {
                        case TEXT -> new ModelInput.Text(input.getText());
                        case CHAT ->
                            new ModelInput.Chat(input.getChat().getMessagesList().stream()
                                    .map(ModelMessages::message)
                                    .toList());
                        case TOKENS ->
                            new ModelInput.Tokens(input.getTokens().getIdsList().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray());
                        case PAIR ->
                            new ModelInput.Pair(
                                    input.getPair().getFirst(), input.getPair().getSecond());
                        case FORM_NOT_SET ->
                            throw new AssayException(
                                    ErrorCode.INVALID_FIELD, "field 'inputs[" + inputs.size() + "]' is empty");
                    });
        }
        return inputs;
    }

    private static Text.Message message(Message message) {
        return new Text.Message(message.getRole(), message.getContent());
    }

    static ModelScoreResponse scores(ModelScores scored) {
        ModelScoreResponse.Builder response = ModelScoreResponse.newBuilder()
                .setModel(scored.model())
                .setVersion(scored.version())
                .addAllLabels(scored.labels());
        scored.scores().forEach(score -> response.addScores(score(score)));
        return response.build();
    }

    private static dev.assay.v1.ModelScore score(ModelScore score) {
        dev.assay.v1.ModelScore.Builder message = dev.assay.v1.ModelScore.newBuilder()
                .setReason(score.outcome().reason().name())
                .setEvidence(score.outcome().evidence())
                .addAllLogits(score.logits())
                .setTokens(score.tokens());
        score.outcome().value().ifPresent(message::setScore);
        return message.setOutcome(
                        switch (score.outcome()) {
                            case Outcome.Scored _ -> OutcomeKind.SCORED;
                            case Outcome.NotApplicable _ -> OutcomeKind.NOT_APPLICABLE;
                            case Outcome.Unscorable _ -> OutcomeKind.UNSCORABLE;
                            case Outcome.Timeout _ -> OutcomeKind.TIMEOUT;
                            case Outcome.Failed _ -> OutcomeKind.FAILED;
                        })
                .build();
    }

    static dev.assay.v1.ModelDescription description(ModelDescription model) {
        return dev.assay.v1.ModelDescription.newBuilder()
                .setName(model.name())
                .setVersion(model.version())
                .setState(model.state().name())
                .addAllLabels(model.labels())
                .setMaxTokens(model.maxTokens())
                .setRole(model.role())
                .setArchitecture(model.architecture())
                .setParameters(model.parameters())
                .setDefaultModel(model.defaultModel())
                .setMessage(model.message())
                .build();
    }
}
