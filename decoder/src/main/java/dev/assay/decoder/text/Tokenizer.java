package dev.assay.decoder.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tokenizer of a model directory. It never truncates, pads or adds tokens, whatever {@code tokenizer.json} says
 * about that. Any string is welcome: lone surrogates are read as U+FFFD. Safe for use by several threads.
 */
public final class Tokenizer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> AS_IT_IS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer whole;
    private final HuggingFaceTokenizer plain;
    private final Map<String, Integer> special;
    private final Set<Integer> ends;

    private Tokenizer(
            HuggingFaceTokenizer whole, HuggingFaceTokenizer plain, Map<String, Integer> special, Set<Integer> ends) {
        this.whole = whole;
        this.plain = plain;
        this.special = special;
        this.ends = ends;
    }

    /**
     * Reads {@code tokenizer.json}, and where generation ends from {@code generation_config.json} or
     * {@code config.json}.
     *
     * @throws AssayException CONFIGURATION where a file is missing or cannot be used
     */
    public static Tokenizer open(Path directory) {
        // Otherwise DJL reports its use to a server of its own.
        System.setProperty("ai.djl.offline", "true");
        JsonNode tokenizer = json(directory.resolve("tokenizer.json"));
        if (!(tokenizer instanceof ObjectNode settings)) {
            throw new AssayException(ErrorCode.CONFIGURATION, directory + ": tokenizer.json is no JSON object");
        }
        settings.putNull("truncation");
        settings.putNull("padding");
        Map<String, Integer> special = SpecialTokens.of(settings);
        HuggingFaceTokenizer whole = load(settings, directory);
        try {
            HuggingFaceTokenizer plain = load(SpecialTokens.renamed(settings), directory);
            return new Tokenizer(whole, plain, special, ends(directory));
        } catch (RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    /** The ids of text that is already rendered: special tokens in it are special. */
    public int[] encode(String text) {
        return ids(whole, text);
    }

    /** The ids of text that somebody wrote: what looks like a special token is spelled out. */
    public int[] encodePlain(String text) {
        return ids(plain, text);
    }

    /**
     * The text of ids; bytes that are no UTF-8 become U+FFFD, ids that the vocabulary lacks become nothing.
     *
     * @param withSpecial whether special tokens are written out
     */
    public String decode(int[] ids, boolean withSpecial) {
        if (ids.length == 0) {
            return "";
        }
        return whole.decode(
                Arrays.stream(ids).filter(id -> id >= 0).asLongStream().toArray(), !withSpecial);
    }

    /** The id of a special token. */
    public OptionalInt specialId(String token) {
        Integer id = special.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Special tokens and their ids. */
    public Map<String, Integer> special() {
        return special;
    }

    /** The ids behind which generation stops. */
    public Set<Integer> ends() {
        return ends;
    }

    @Override
    public void close() {
        whole.close();
        plain.close();
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be read: " + e.getMessage());
        }
    }

    private static HuggingFaceTokenizer load(JsonNode settings, Path directory) {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(JSON.writeValueAsBytes(settings)), new LinkedHashMap<>(AS_IT_IS));
        } catch (IOException | RuntimeException e) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, directory + ": tokenizer.json cannot be used: " + e.getMessage(), e);
        }
    }

    private static Set<Integer> ends(Path directory) {
        for (String file : new String[] {"generation_config.json", "config.json"}) {
            JsonNode ends = Files.exists(directory.resolve(file))
                    ? json(directory.resolve(file)).path("eos_token_id")
                    : JSON.missingNode();
            Set<Integer> ids = new LinkedHashSet<>();
            if (ends.isInt()) {
                ids.add(ends.intValue());
            }
            ends.forEach(id -> ids.add(id.intValue()));
            if (!ids.isEmpty()) {
                return Set.copyOf(ids);
            }
        }
        return Set.of();
    }

    private static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        long[] ids = tokenizer.encode(wellFormed(text), false, false).getIds();
        return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    /** The native side takes no half of a pair. */
    private static String wellFormed(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                mended.append(c).append(text.charAt(++i));
            } else {
                mended.append(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return mended.toString();
    }
}
