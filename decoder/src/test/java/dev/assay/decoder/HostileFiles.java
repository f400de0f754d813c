package dev.assay.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.reward.AssayException;
import dev.assay.rollout.Text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Opens model directories with something wrong in them, in a process of its own because some of it meets native code:
 * FOLDER TRIES. The last line says how many were usable and how many refused; anything but a refusal ends it.
 */
public final class HostileFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] VALUES = {
        "null",
        "0",
        "-1",
        "1e308",
        "2147483647",
        "9223372036854775807",
        "18446744073709551616",
        "true",
        "\"\"",
        "\"[\"",
        "\"(?<=(a+)+)$\"",
        "\"\\u0000\"",
        "\"BPE\"",
        "[]",
        "{}",
        "[[]]",
        "{\"type\":\"Sequence\",\"pretokenizers\":[]}",
        "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(\"},\"behavior\":\"Isolated\",\"invert\":false}",
        "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"\"},\"behavior\":\"Removed\",\"invert\":true}",
        "{\"type\":\"Replace\",\"pattern\":{\"String\":\"\"},\"content\":\"x\"}",
        "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAAA\"}",
        "{\"type\":\"Strip\",\"content\":\"a\",\"start\":99,\"stop\":99}",
        "{\"type\":\"Unigram\",\"unk_id\":9,\"vocab\":[[\"a\",0.0]]}",
        "{\"type\":\"WordPiece\",\"unk_token\":\"?\",\"continuing_subword_prefix\":\"##\",\"max_input_chars_per_word\":0,"
                + "\"vocab\":{}}",
        "{\"direction\":\"Right\",\"max_length\":1,\"strategy\":\"LongestFirst\",\"stride\":5}",
    };

    private HostileFiles() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SplittableRandom random = new SplittableRandom(23);
        int[] counts = new int[2];
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            spoil(folder, random, i % 4);
            counts[use(folder) ? 0 : 1]++;
        }
        System.out.println(counts[0] + " usable, " + counts[1] + " refused");
        System.exit(0);
    }

    private static void spoil(Path folder, SplittableRandom random, int which) throws IOException {
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors", "tokenizer_config.json")) {
            Files.write(
                    folder.resolve(file),
                    Files.readAllBytes(Checkpoints.directory("tiny-qwen2").resolve(file)));
        }
        switch (which) {
            case 0 -> change(folder.resolve("config.json"), random);
            case 1 -> change(folder.resolve("tokenizer.json"), random);
            case 2 -> header(folder.resolve("model.safetensors"), random);
            default -> bytes(folder.resolve(random.nextBoolean() ? "model.safetensors" : "tokenizer.json"), random);
        }
    }

    /** Exchanges, removes or doubles some value. */
    private static JsonNode changed(JsonNode root, SplittableRandom random) throws IOException {
        List<JsonNode> containers = new ArrayList<>();
        gather(root, containers);
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            JsonNode value = JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
            switch (containers.get(random.nextInt(containers.size()))) {
                case ObjectNode object
                when !object.isEmpty() -> {
                    List<String> names = new ArrayList<>();
                    object.fieldNames().forEachRemaining(names::add);
                    String name = names.get(random.nextInt(names.size()));
                    if (random.nextInt(4) == 0) {
                        object.remove(name);
                    } else {
                        object.set(name, value);
                    }
                }
                case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), value);
                default -> {}
            }
        }
        return root;
    }

    private static void gather(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            // Of a list of merges a few are enough.
            int left = node.size() > 40 ? 3 : 40;
            for (JsonNode child : node) {
                if (left-- > 0) {
                    gather(child, containers);
                }
            }
        }
    }

    private static void change(Path file, SplittableRandom random) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(changed(JSON.readTree(Files.readAllBytes(file)), random)));
    }

    private static void header(Path file, SplittableRandom random) throws IOException {
        ByteBuffer old = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) old.getLong()];
        old.get(json);
        byte[] header =
                JSON.writeValueAsBytes(changed(JSON.readTree(new String(json, StandardCharsets.UTF_8)), random));
        ByteBuffer all =
                ByteBuffer.allocate(8 + header.length + old.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, all.putLong(header.length).put(header).put(old).array());
    }

    private static void bytes(Path file, SplittableRandom random) throws IOException {
        byte[] all = Files.readAllBytes(file);
        for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
            all[random.nextInt(Math.min(all.length, 4096))] = (byte) random.nextInt(256);
        }
        Files.write(file, random.nextInt(4) == 0 ? java.util.Arrays.copyOf(all, random.nextInt(all.length)) : all);
    }

    private static boolean use(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                Tokenizer tokenizer = Tokenizer.open(folder)) {
            ChatFormat.open(folder, tokenizer)
                    .ifPresent(chat -> chat.encode(List.of(new Message("user", "a<|im_end|>é 7")), true));
            tokenizer.decode(tokenizer.encode("Two and two\n<|im_end|> \uD83D\uDE00 ab"), true);
            return checkpoint.architecture().parameters() > 0;
        } catch (AssayException refused) {
            return false;
        }
    }
}
