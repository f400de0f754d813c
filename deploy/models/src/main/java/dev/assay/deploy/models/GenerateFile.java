package dev.assay.deploy.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.generation.Generation;
import dev.assay.decoder.generation.GenerationRequest;
import dev.assay.decoder.generation.Generator;
import dev.assay.decoder.generation.Sampling;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.Transformer;
import dev.assay.decoder.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers a file line by line, some batches of lines at a time. */
final class GenerateFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Requests requests;
    private final Transformer model;
    private final Tokenizer tokenizer;
    private final Generator generator;
    private final Settings settings;
    private long generated;

    /** The flags. */
    record Settings(int maxTokens, Sampling sampling, long seed, List<String> stop, boolean logprobs, int batch) {}

    GenerateFile(Requests requests, Transformer model, Tokenizer tokenizer, Generator generator, Settings settings) {
        this.requests = requests;
        this.model = model;
        this.tokenizer = tokenizer;
        this.generator = generator;
        this.settings = settings;
    }

    /** Whether every line could be answered. */
    boolean run(InputStream in, OutputStream out) throws IOException {
        var size = new LineFile.Size<int[]>(4 * settings.batch(), Long.MAX_VALUE, tokens -> tokens.length);
        LineFile.Tally tally = new LineFile<>(requests::tokens, size, this::answers).run(in, out);
        System.err.printf(
                Locale.ROOT,
                "%d lines, %d with an error; %d tokens in %.1f s (%.0f a second)%n",
                tally.lines(),
                tally.errors(),
                generated,
                tally.seconds(),
                generated / tally.seconds());
        return tally.errors() == 0;
    }

    private List<ObjectNode> answers(List<LineFile.Line<int[]>> lines) {
        return settings.maxTokens() == 0 && settings.logprobs()
                ? lines.stream().map(line -> scored(line.asked())).toList()
                : generated(lines);
    }

    private List<ObjectNode> generated(List<LineFile.Line<int[]>> lines) {
        List<GenerationRequest> all = lines.stream()
                .map(line -> new GenerationRequest(
                        line.asked(),
                        settings.maxTokens(),
                        settings.sampling(),
                        // Lines with the same prompt are to differ.
                        settings.seed() * 1_000_003 + line.number(),
                        tokenizer.ends(),
                        settings.stop()))
                .toList();
        List<ObjectNode> answers = new ArrayList<>();
        for (Generation generation : generator.generate(all)) {
            generated += generation.tokens().length;
            ObjectNode answer = answer(generation.text(), generation.tokens());
            if (settings.logprobs()) {
                ArrayNode logProbs = answer.putArray("logprobs");
                for (float logProb : generation.logProbs()) {
                    logProbs.add(logProb);
                }
            }
            answers.add(answer.put("finishReason", generation.finish().name().toLowerCase(Locale.ROOT)));
        }
        return answers;
    }

    /** The first token has nothing before it, and no log-probability. */
    private ObjectNode scored(int[] tokens) {
        TokenBatch batch = TokenBatch.padded(List.of(tokens));
        boolean[][] all = new boolean[1][tokens.length];
        for (int i = 1; i < tokens.length; i++) {
            all[0][i] = true;
        }
        float[] logProbs = model.logProbs(batch, all).logProbs()[0];
        generated += tokens.length;
        ObjectNode answer = answer(tokenizer.decode(tokens, true), tokens);
        ArrayNode array = answer.putArray("logprobs").addNull();
        for (int i = 1; i < logProbs.length; i++) {
            array.add(logProbs[i]);
        }
        return answer;
    }

    private static ObjectNode answer(String text, int[] tokens) {
        ObjectNode answer = JSON.createObjectNode().put("text", text);
        ArrayNode ids = answer.putArray("tokenIds");
        for (int token : tokens) {
            ids.add(token);
        }
        return answer;
    }
}
