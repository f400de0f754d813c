package dev.assay.deploy.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.model.sequence.ModelInput;
import dev.assay.model.sequence.Reading;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.sequence.SequenceModel;
import dev.assay.rollout.Text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Scores a file line by line, some thousand tokens at a time. */
final class ClassifyFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Larger batches were no faster on a processor. */
    private static final long TOKENS = 4096;

    private final SequenceModel model;
    private final OptionalInt index;
    private final int batch;
    private long tokens;

    ClassifyFile(SequenceModel model, OptionalInt index, int batch) {
        this.model = model;
        this.index = index;
        this.batch = batch;
    }

    /** Whether every line got a score. */
    boolean run(InputStream in, OutputStream out) throws IOException {
        var size = new LineFile.Size<Sequence>(batch, TOKENS, sequence -> sequence.ids().length);
        LineFile.Tally tally = new LineFile<>(this::read, size, this::answers).run(in, out);
        System.err.printf(
                Locale.ROOT,
                "%d lines, %d with an error; %d tokens in %.1f s (%.0f a second)%n",
                tally.lines(),
                tally.errors(),
                tokens,
                tally.seconds(),
                tokens / tally.seconds());
        return tally.errors() == 0;
    }

    private Sequence read(byte[] line) {
        return switch (model.read(input(JsonLine.read(line)))) {
            case Sequence sequence -> sequence;
            case Reading.Refused refused ->
                throw JsonLine.refused(refused.outcome().evidence());
        };
    }

    private static ModelInput input(JsonLine line) {
        String field = line.field("text, messages and tokenIds", "text", "messages", "tokenIds", "token_ids");
        String second = line.has("text_pair") ? "text_pair" : "textPair";
        if (line.has(second) && !field.equals("text")) {
            throw JsonLine.refused(second + " goes with text");
        }
        return switch (field) {
            case "text" -> {
                String text = line.text(field);
                yield line.has(second) ? new ModelInput.Pair(text, line.text(second)) : new ModelInput.Text(text);
            }
            case "messages" -> new ModelInput.Chat(messages(line.messages()));
            default -> new ModelInput.Tokens(line.ids(field));
        };
    }

    private static List<Message> messages(JsonNode messages) {
        List<Message> all = new ArrayList<>();
        for (JsonNode message : messages) {
            if (!message.path("content").isTextual()) {
                throw JsonLine.refused("each of messages needs a content that is a string");
            }
            all.add(new Message(
                    message.path("role").textValue(), message.path("content").textValue()));
        }
        return all;
    }

    private List<ObjectNode> answers(List<LineFile.Line<Sequence>> lines) {
        List<Sequence> sequences = lines.stream().map(LineFile.Line::asked).toList();
        float[][] logits = model.logits(sequences);
        List<ObjectNode> answers = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            tokens += sequences.get(i).ids().length;
            answers.add(answer(lines.get(i).number(), logits[i]));
        }
        return answers;
    }

    private ObjectNode answer(long line, float[] logits) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                return LineFile.error(line, "the model gives " + logit);
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        if (logits.length == 1 || index.isPresent()) {
            answer.put("score", logits[index.orElse(0)]);
        }
        if (logits.length > 1) {
            ArrayNode all = answer.putArray("logits");
            for (float logit : logits) {
                all.add(logit);
            }
        }
        return answer;
    }
}
