package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.gateway.label.Json;
import java.util.List;

/**
 * slime's remote reward ({@code --rm-type remote_rm --rm-url}, slime/rollout/rm_hub): {@code prompt}, {@code response}
 * and {@code label} in; the bare number out, or, where the address has {@code reward_key}, an object with the reward
 * under that name and the components, for {@code --reward-key}.
 */
final class SlimeForm implements Form {
    @Override
    public String name() {
        return "slime/reward";
    }

    @Override
    public List<ObjectNode> samples(JsonNode body, Asked asked) {
        ObjectNode request = Fields.object(body);
        JsonNode response = request.path("response");
        if (!response.isTextual()) {
            throw Fields.wrong("response", "must be text");
        }
        JsonNode prompt = request.path("prompt");
        boolean known = prompt.isTextual() || prompt.isArray();
        QueryText text = QueryText.ofCompletion(response.asText(), prompt.asText(""));
        ObjectNode sample = Fields.sample(asked, TextNode.valueOf(text.completion()), request.path("label"));
        if (known) {
            sample.set("prompt", prompt);
        }
        if (text.prefilledThink()) {
            sample.put("prefilledThink", true);
        }
        return List.of(sample);
    }

    @Override
    public JsonNode reply(JsonNode request, List<Verdict> verdicts, Asked asked) {
        Verdict verdict = verdicts.getFirst();
        double reward = verdict.number().orElseGet(() -> asked.onFailure().orElseThrow());
        if (asked.rewardKey().isEmpty()) {
            return DoubleNode.valueOf(reward);
        }
        ObjectNode reply = Json.object();
        if (verdict instanceof Verdict.Value value) {
            value.components().forEach(reply::put);
            reply.put("reason", value.reason());
        }
        reply.put("outcome", verdict.label());
        reply.put(asked.rewardKey().get(), reward);
        return reply;
    }
}
