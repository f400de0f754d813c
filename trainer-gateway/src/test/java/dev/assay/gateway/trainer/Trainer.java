package dev.assay.gateway.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A trainer's client: the bytes that it sends, and how it finds the reward in what comes back. */
enum Trainer {
    OPEN_RLHF("/get_reward") {
        @Override
        String request(String completion, @Nullable String label) {
            String prompt = "<|im_start|>user\\nWhat is 1/2+1/3?<|im_end|>\\n<|im_start|>assistant\\n";
            return "{\"query\": [\"" + prompt + escaped(completion) + "<|im_end|>\"], \"prompts\": [\"" + prompt
                    + "\"], \"labels\": [" + quoted(label) + "]}";
        }

        @Override
        double reward(JsonNode answer) {
            return answer.get("rewards").get(0).asDouble();
        }
    },
    SLIME("/slime/reward") {
        @Override
        String request(String completion, @Nullable String label) {
            return "{\"prompt\": \"What is 1/2+1/3?\", \"response\": \"" + escaped(completion) + "\", \"label\": "
                    + quoted(label) + "}";
        }

        @Override
        double reward(JsonNode answer) {
            return answer.asDouble();
        }
    },
    NEMO_GYM("/verify") {
        @Override
        String request(String completion, @Nullable String label) {
            return "{\"responses_create_params\":{\"input\":[{\"role\":\"user\",\"content\":\"What is 1/2+1/3?\"}]},"
                    + "\"response\":{\"id\":\"resp_1\",\"created_at\":1754510000.0,\"model\":\"policy\","
                    + "\"object\":\"response\",\"output\":[{\"id\":\"rs_1\",\"summary\":[{\"text\":\"one third\","
                    + "\"type\":\"summary_text\"}],\"type\":\"reasoning\"},{\"id\":\"msg_1\",\"content\":"
                    + "[{\"annotations\":[],\"text\":\"" + escaped(completion) + "\",\"type\":\"output_text\"}],"
                    + "\"role\":\"assistant\",\"status\":\"completed\",\"type\":\"message\"}],"
                    + "\"parallel_tool_calls\":true,\"tool_choice\":\"auto\",\"tools\":[]},"
                    + "\"question\":\"What is 1/2+1/3?\",\"expected_answer\":" + quoted(label) + "}";
        }

        @Override
        double reward(JsonNode answer) {
            return answer.get("reward").asDouble();
        }
    },
    ASSAY_CLIENT("/v1/score/labelled") {
        @Override
        String request(String completion, @Nullable String label) {
            return "[{\"id\":\"1\",\"completion\":\"" + escaped(completion) + "\",\"label\":" + quoted(label) + "}]";
        }

        @Override
        double reward(JsonNode answer) {
            return answer.get(0).get("reward").asDouble();
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    final String address;

    Trainer(String address) {
        this.address = address;
    }

    /** The body, with the escapes of Python's json.dumps. */
    abstract String request(String completion, @Nullable String label);

    abstract double reward(JsonNode answer);

    /** Whether an answer of 200 may hold verdicts without a score, because the client knows them. */
    boolean knowsNull() {
        return this == ASSAY_CLIENT;
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        try {
            String quoted =
                    JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(text);
            return quoted.substring(1, quoted.length() - 1);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }
}
