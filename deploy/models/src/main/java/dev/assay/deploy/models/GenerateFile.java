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
import dev.assay.reward.AssayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers a file line by line, some batches of lines at a time. */
final class GenerateFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 32 << 20;

    private final Requests requests;
    private final Transformer model;
    private final Tokenizer tokenizer;
    private final Generator generator;
    private final Settings settings;
    private long line;
    private long errors;
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

    /** A line's answer: its tokens, or what is wrong with it. */
    private record Read(long line, Optional<int[]> tokens, String error) {}

    /** Whether every line could be answered. */
    boolean run(InputStream in, OutputStream out) throws IOException {
        long start = System.nanoTime();
        List<Read> block = read(in);
        while (!block.isEmpty()) {
            for (ObjectNode answer : answers(block)) {
                out.write(JSON.writeValueAsBytes(answer));
                out.write('\n');
            }
            out.flush();
            block = read(in);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
                Locale.ROOT,
                "%d lines, %d with an error; %d tokens in %.1f s (%.0f a second)%n",
                line,
                errors,
                generated,
                seconds,
                generated / seconds);
        return errors == 0;
    }

    private List<Read> read(InputStream in) throws IOException {
        List<Read> block = new ArrayList<>();
        while (block.size() < 4 * settings.batch()) {
            Optional<byte[]> bytes = nextLine(in);
            if (bytes.isEmpty()) {
                break;
            }
            line++;
            if (new String(bytes.get(), StandardCharsets.ISO_8859_1).isBlank()) {
                continue;
            }
            try {
                block.add(new Read(line, Optional.of(requests.tokens(bytes.get())), ""));
            } catch (AssayException e) {
                errors++;
                block.add(new Read(line, Optional.empty(), String.valueOf(e.getMessage())));
            }
        }
        return block;
    }

    /** A line that is longer than any request may be is read to its end and kept only so far that it is no JSON. */
    private static Optional<byte[]> nextLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
        return Optional.of(line.toByteArray());
    }

    private List<ObjectNode> answers(List<Read> block) {
        List<Read> readable =
                block.stream().filter(read -> read.tokens().isPresent()).toList();
        List<ObjectNode> answered = settings.maxTokens() == 0 && settings.logprobs()
                ? readable.stream()
                        .map(read -> scored(read.tokens().orElseThrow()))
                        .toList()
                : generated(readable);
        List<ObjectNode> answers = new ArrayList<>();
        int next = 0;
        for (Read read : block) {
            answers.add(
                    read.tokens().isPresent()
                            ? answered.get(next++)
                            : JSON.createObjectNode().put("line", read.line()).put("error", read.error()));
        }
        return answers;
    }

    private List<ObjectNode> generated(List<Read> readable) {
        List<GenerationRequest> all = readable.stream()
                .map(read -> new GenerationRequest(
                        read.tokens().orElseThrow(),
                        settings.maxTokens(),
                        settings.sampling(),
                        // Lines with the same prompt are to differ.
                        settings.seed() * 1_000_003 + read.line(),
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
