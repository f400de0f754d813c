package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The wire form of one trainer. */
interface Form {
    /** The name in metrics, which is the address. */
    String name();

    /**
     * The samples of a request, in the form that {@link dev.assay.gateway.label.Samples} reads, without ids.
     *
     * @throws dev.assay.reward.AssayException where the request is not of this form
     */
    List<ObjectNode> samples(JsonNode request, Asked asked);

    /**
     * The answer. Every verdict is a {@link Verdict.Value}, or {@code asked} says what stands for it.
     *
     * @param request what {@link #samples} was given, which may be changed
     */
    JsonNode reply(JsonNode request, List<Verdict> verdicts, Asked asked);
}
