package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /v1/score/labelled}: a list of rollouts, each with {@code label} and {@code source} instead of task and
 * reference. What our own client speaks for trainers that call Python.
 */
final class LabelledForm {
    private LabelledForm() {}

    static List<ObjectNode> samples(JsonNode request, Asked asked) {
        if (!request.isArray()) {
            throw new AssayException(ErrorCode.UNREADABLE, "the body must be a list of samples");
        }
        List<ObjectNode> samples = new ArrayList<>(request.size());
        for (JsonNode element : request) {
            if (!(element instanceof ObjectNode sample)) {
                throw new AssayException(
                        ErrorCode.UNREADABLE, "element " + (samples.size() + 1) + " must be an object");
            }
            if (!sample.hasNonNull("source")) {
                asked.source().ifPresent(source -> sample.put("source", source));
            }
            if (!sample.hasNonNull("task")) {
                asked.task().ifPresent(task -> sample.put("task", task));
            }
            samples.add(sample);
        }
        return samples;
    }
}
