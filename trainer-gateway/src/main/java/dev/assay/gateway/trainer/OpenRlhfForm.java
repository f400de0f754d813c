package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.gateway.label.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * OpenRLHF's remote reward model ({@code --reward.remote_url}, openrlhf/utils/agent.py): {@code query}, {@code prompts}
 * and {@code labels} are lists of one length, mostly 1, and empty where several servers share too few samples.
 * {@code query} is prompt and completion decoded together, special tokens included. The answer has {@code rewards},
 * {@code scores} (the accuracy, in [0, 1], which dynamic filtering reads) and {@code extra_logs} (a list for each
 * component that every sample has).
 */
final class OpenRlhfForm implements Form {
    @Override
    public String name() {
        return "get_reward";
    }

    @Override
    public List<ObjectNode> samples(JsonNode body, Asked asked) {
        ObjectNode request = Fields.object(body);
        if (!request.has("query")) {
            throw Fields.wrong("query", "is missing");
        }
        List<JsonNode> queries = Fields.list(request, "query");
        List<JsonNode> prompts = Fields.list(request, "prompts");
        List<JsonNode> labels = Fields.list(request, "labels");
        if (!prompts.isEmpty() && prompts.size() != queries.size()) {
            throw Fields.wrong("prompts", "has " + prompts.size() + " elements for " + queries.size() + " queries");
        }
        if (!labels.isEmpty() && labels.size() != queries.size()) {
            throw Fields.wrong("labels", "has " + labels.size() + " elements for " + queries.size() + " queries");
        }
        List<ObjectNode> samples = new ArrayList<>(queries.size());
        for (int i = 0; i < queries.size(); i++) {
            if (!queries.get(i).isTextual()) {
                throw Fields.wrong("query[" + i + "]", "must be text");
            }
            String prompt = prompts.isEmpty() ? "" : prompts.get(i).asText("");
            QueryText text = QueryText.of(queries.get(i).asText(), prompt);
            ObjectNode sample = Fields.sample(
                    asked,
                    TextNode.valueOf(text.completion()),
                    labels.isEmpty() ? MissingNode.getInstance() : labels.get(i));
            if (!prompt.isEmpty()) {
                sample.put("prompt", prompt);
            }
            if (text.prefilledThink()) {
                sample.put("prefilledThink", true);
            }
            samples.add(sample);
        }
        return samples;
    }

    @Override
    public JsonNode reply(JsonNode request, List<Verdict> verdicts, Asked asked) {
        ObjectNode reply = Json.object();
        ArrayNode rewards = reply.putArray("rewards");
        ArrayNode scores = reply.putArray("scores");
        ObjectNode logs = reply.putObject("extra_logs");
        Set<String> names = new LinkedHashSet<>();
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Value value -> {
                    rewards.add(value.reward());
                    scores.add(Math.clamp(value.score(), 0.0, 1.0));
                    names.addAll(value.components().keySet());
                }
                case Verdict.Unscorable _, Verdict.Failed _, Verdict.Refused _ -> {
                    OptionalDouble neutral = asked.onFailure();
                    rewards.add(neutral.orElseThrow());
                    scores.add(Math.clamp(neutral.orElseThrow(), 0.0, 1.0));
                }
            }
        }
        for (String name : names) {
            ArrayNode values = Json.array();
            for (Verdict verdict : verdicts) {
                if (verdict instanceof Verdict.Value value && value.components().containsKey(name)) {
                    values.add(value.components().get(name));
                }
            }
            // OpenRLHF stacks the lists of a batch, so one with a gap is of no use to it.
            if (values.size() == verdicts.size()) {
                logs.set(name, values);
            }
        }
        return reply;
    }
}
