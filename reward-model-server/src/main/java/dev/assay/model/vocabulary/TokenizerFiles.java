package dev.assay.model.vocabulary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a tokenizer and a chat template into a model directory. */
public final class TokenizerFiles {
    /** Ends a text, and fills rows behind it. */
    public static final String END = "<|endoftext|>";

    /** Special tokens by id. */
    public static final List<String> SPECIAL = List.of(END, "<|im_start|>", "<|im_end|>");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            {% for message in messages %}<|im_start|>{{ message['role'] }}
            {{ message['content'] }}<|im_end|>
            {% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
            {% endif %}""";

    private TokenizerFiles() {}

    /** Writes {@code tokenizer.json}, {@code tokenizer_config.json} and {@code chat_template.jinja}. */
    public static void write(BytePairs pairs, Path directory) throws IOException {
        write(directory.resolve("tokenizer.json"), tokenizer(pairs));
        ObjectNode config = JSON.createObjectNode();
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("eos_token", "<|im_end|>");
        config.put("pad_token", END);
        config.put("clean_up_tokenization_spaces", false);
        write(directory.resolve("tokenizer_config.json"), config);
        Files.writeString(directory.resolve("chat_template.jinja"), TEMPLATE);
    }

    private static ObjectNode tokenizer(BytePairs pairs) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int id = 0; id < SPECIAL.size(); id++) {
            ObjectNode token = added.addObject();
            token.put("id", id);
            token.put("content", SPECIAL.get(id));
            token.put("single_word", false);
            token.put("lstrip", false);
            token.put("rstrip", false);
            token.put("normalized", false);
            token.put("special", true);
        }
        root.putNull("normalizer");
        byteLevel(root.putObject("pre_tokenizer"));
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        SPECIAL.forEach(token -> vocabulary.put(token, vocabulary.size()));
        pairs.tokens().forEach(token -> vocabulary.put(token, vocabulary.size()));
        ArrayNode merges = model.putArray("merges");
        pairs.merges().forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
        return root;
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel");
        node.put("add_prefix_space", false);
        node.put("trim_offsets", true);
        node.put("use_regex", true);
    }

    private static void write(Path file, ObjectNode content) throws IOException {
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }
}
