package dev.assay.model.sequence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The smallest encoder there is, as an ONNX file and a word-level tokenizer: embeddings of tokens and of their types
 * are summed, their mean over the tokens is multiplied by a matrix. Written by hand, so that no exporter is needed.
 */
final class TinyGraph {
    static final int WORDS = 8;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TinyGraph() {}

    /** A directory as an exporter leaves it. */
    static Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("model.onnx"), model("input_ids", "logits"));
        Files.writeString(directory.resolve("config.json"), """
                {"architectures": ["DebertaV2ForSequenceClassification"], "model_type": "deberta-v2", "vocab_size": 8,
                 "max_position_embeddings": 12, "pad_token_id": 0, "id2label": {"0": "bad", "1": "good"}}
                """);
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), tokenizer());
        return directory;
    }

    /** What the graph computes of a sequence. */
    static float[] expected(int[] ids, int[] types) {
        float[] mean = new float[2];
        for (int t = 0; t < ids.length; t++) {
            for (int h = 0; h < 2; h++) {
                mean[h] += (embedding(ids[t], h) + 10 * types[t] * (h + 1)) / ids.length;
            }
        }
        return new float[] {mean[0] + 3 * mean[1], 2 * mean[0] - mean[1]};
    }

    private static float embedding(int id, int h) {
        return id * id + h * id;
    }

    static byte[] model(String ids, String output) {
        return model(ids, "token_type_ids", output);
    }

    /**
     * A graph that has positions in the place of types.
     *
     * @param rows of the table of positions, in which a row holds its number and twice that
     */
    static byte[] model(int rows) {
        float[] table = new float[2 * rows];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / 2 * (1 + i % 2);
        }
        return model("input_ids", "position_ids", "logits", rows, table);
    }

    private static byte[] model(String ids, String types, String output) {
        return model(ids, types, output, 2, 0, 0, 10, 20);
    }

    private static byte[] model(String ids, String types, String output, int rows, float... table) {
        Message graph = new Message()
                .node("Gather", "embedding", ids, "x")
                .node("Gather", "types", types, "y")
                .node("Add", "x", "y", "z")
                .message(1, cast("attention_mask", "mask"))
                .node("Unsqueeze", "mask", "two", "weights")
                .node("Mul", "z", "weights", "weighted")
                .message(1, sum("weighted", "sum"))
                .message(1, sum("weights", "count"))
                .node("Div", "sum", "count", "mean")
                .node("MatMul", "mean", "head", output)
                .text(2, "tiny");
        float[] embedding = new float[2 * WORDS];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = embedding(i / 2, i % 2);
        }
        graph.message(5, floats("embedding", WORDS, embedding))
                .message(5, floats("types", rows, table))
                .message(5, floats("head", 2, 1, 2, 3, -1))
                .message(
                        5,
                        new Message()
                                .number(1, 1)
                                .number(2, INT64)
                                .text(8, "two")
                                .bytes(9, longs(2)))
                .message(
                        5,
                        new Message()
                                .number(1, 1)
                                .number(2, INT64)
                                .text(8, "one")
                                .bytes(9, longs(1)))
                .message(11, value(ids, INT64, "time"))
                .message(11, value("attention_mask", INT64, "time"))
                .message(11, value(types, INT64, "time"))
                .message(12, value(output, FLOAT, "values"));
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13))
                .bytes();
    }

    private static Message cast(String from, String to) {
        return node("Cast", from, to).message(5, integer("to", FLOAT));
    }

    private static Message sum(String from, String to) {
        return new Message()
                .text(1, from)
                .text(1, "one")
                .text(2, to)
                .text(4, "ReduceSum")
                .message(5, integer("keepdims", 0));
    }

    private static Message node(String operator, String from, String to) {
        return new Message().text(1, from).text(2, to).text(4, operator);
    }

    private static Message integer(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    private static Message floats(String name, int rows, float... numbers) {
        ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            raw.putFloat(number);
        }
        return new Message()
                .number(1, rows)
                .number(1, numbers.length / rows)
                .number(2, FLOAT)
                .text(8, name)
                .bytes(9, raw.array());
    }

    private static byte[] longs(long number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
    }

    private static Message value(String name, int type, String second) {
        Message shape =
                new Message().message(1, new Message().text(2, "batch")).message(1, new Message().text(2, second));
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static ObjectNode tokenizer() {
        ObjectNode tokenizer = JSON.createObjectNode().put("version", "1.0");
        // It must not be obeyed: nothing is ever cut.
        tokenizer
                .putObject("truncation")
                .put("direction", "Right")
                .put("max_length", 4)
                .put("strategy", "LongestFirst")
                .put("stride", 0);
        tokenizer.putNull("padding");
        ArrayNode added = tokenizer.putArray("added_tokens");
        String[] special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]"};
        for (int id = 0; id < special.length; id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", special[id])
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        tokenizer.putNull("normalizer");
        tokenizer.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
        ObjectNode around = tokenizer.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = around.putArray("single");
        ArrayNode pair = around.putArray("pair");
        for (ArrayNode template : new ArrayNode[] {single, pair}) {
            template.addObject().putObject("SpecialToken").put("id", "[CLS]").put("type_id", 0);
            template.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
            template.addObject().putObject("SpecialToken").put("id", "[SEP]").put("type_id", 0);
        }
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        pair.addObject().putObject("SpecialToken").put("id", "[SEP]").put("type_id", 1);
        ObjectNode known = around.putObject("special_tokens");
        known.putObject("[CLS]").put("id", "[CLS]").putArray("ids").add(2);
        ((ObjectNode) known.path("[CLS]")).putArray("tokens").add("[CLS]");
        known.putObject("[SEP]").put("id", "[SEP]").putArray("ids").add(3);
        ((ObjectNode) known.path("[SEP]")).putArray("tokens").add("[SEP]");
        tokenizer.putNull("decoder");
        ObjectNode model = tokenizer.putObject("model").put("type", "WordLevel").put("unk_token", "[UNK]");
        ObjectNode words = model.putObject("vocab");
        for (int id = 0; id < special.length; id++) {
            words.put(special[id], id);
        }
        words.put("red", 4).put("green", 5).put("blue", 6).put("black", 7);
        return tokenizer;
    }

    /** A protobuf message, field by field. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        /** A node of a graph with two inputs. */
        Message node(String operator, String first, String second, String to) {
            return message(
                    1, new Message().text(1, first).text(1, second).text(2, to).text(4, operator));
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
