package dev.assay.decoder.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.generation.Generation.Finish;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.Transformer;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.decoder.torch.TorchTransformer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {
    private static final String NAME = "tiny-llama";

    private static TorchTransformer model;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void load() {
        model = Checkpoints.load(NAME);
        tokenizer = Tokenizer.open(Checkpoints.directory(NAME));
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
            tokenizer.close();
        }
    }

    @Test
    void whatARequestYieldsDoesNotDependOnItsNeighbours() {
        List<GenerationRequest> requests = requests(12);
        List<Generation> together = new Generator(model, tokenizer, 5).generate(requests);
        for (int i = 0; i < requests.size(); i++) {
            Generation alone = new Generator(model, tokenizer, 1)
                    .generate(requests.subList(i, i + 1))
                    .getFirst();
            assertThat(together.get(i).tokens()).isEqualTo(alone.tokens());
            assertThat(together.get(i).text()).isEqualTo(alone.text());
            assertThat(together.get(i).finish()).isEqualTo(alone.finish());
        }
        assertThat(together).anyMatch(generation -> generation.finish() == Finish.STOP);
        assertThat(together).anyMatch(generation -> generation.finish() == Finish.LENGTH);
    }

    @Test
    void logProbabilitiesAreThoseOfTheWholeSequenceWithoutTemperature() {
        for (GenerationRequest request : requests(4)) {
            Generation generation = new Generator(model, tokenizer, 2)
                    .generate(List.of(request))
                    .getFirst();
            int[] prompt = request.prompt();
            int[] whole = Arrays.copyOf(prompt, prompt.length + generation.tokens().length);
            System.arraycopy(generation.tokens(), 0, whole, prompt.length, generation.tokens().length);
            boolean[][] scored = new boolean[1][whole.length];
            Arrays.fill(scored[0], prompt.length, whole.length, true);
            float[] expected =
                    model.logProbs(TokenBatch.padded(List.of(whole)), scored).logProbs()[0];
            for (int i = 0; i < generation.tokens().length; i++) {
                assertThat(generation.logProbs()[i]).isCloseTo(expected[prompt.length + i], within(1e-4f));
            }
        }
    }

    @Test
    void theSeedDecides() {
        int[] prompt = {5, 6, 7};
        List<int[]> drawn = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            drawn.add(new Generator(model, tokenizer, 1)
                    .generate(List.of(new GenerationRequest(prompt, 20, new Sampling(1), seed, Set.of(), List.of())))
                    .getFirst()
                    .tokens());
        }
        assertThat(drawn.get(0)).isEqualTo(drawn.get(1)).isNotEqualTo(drawn.get(2));
    }

    @Test
    void aStopStringEndsTheTextBeforeItAndTheTokensWithIt() {
        int[] prompt = {5, 6, 7};
        Generation free = new Generator(model, tokenizer, 1)
                .generate(List.of(new GenerationRequest(prompt, 60, Sampling.GREEDY, 0, Set.of(), List.of())))
                .getFirst();
        String text = free.text();
        // Some piece from the middle, across tokens.
        String stop = text.substring(text.length() / 2, text.length() / 2 + 4);
        Generation stopped = new Generator(model, tokenizer, 1)
                .generate(List.of(
                        new GenerationRequest(prompt, 60, Sampling.GREEDY, 0, Set.of(), List.of("never there", stop))))
                .getFirst();
        assertThat(stopped.finish()).isEqualTo(Finish.STOP);
        assertThat(stopped.text()).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(free.tokens()).startsWith(stopped.tokens());
        assertThat(tokenizer.decode(stopped.tokens(), false)).contains(stop);
        assertThat(tokenizer.decode(Arrays.copyOf(stopped.tokens(), stopped.tokens().length - 1), false))
                .doesNotContain(stop);
    }

    @Test
    void aStopTokenIsTheLastOne() {
        int[] prompt = {5, 6, 7};
        Generation free = new Generator(model, tokenizer, 1)
                .generate(List.of(new GenerationRequest(prompt, 10, Sampling.GREEDY, 0, Set.of(), List.of())))
                .getFirst();
        int stop = free.tokens()[4];
        Generation stopped = new Generator(model, tokenizer, 1)
                .generate(List.of(new GenerationRequest(prompt, 10, Sampling.GREEDY, 0, Set.of(stop), List.of())))
                .getFirst();
        assertThat(stopped.finish()).isEqualTo(Finish.STOP);
        assertThat(stopped.tokens()).endsWith(stop).hasSizeLessThanOrEqualTo(5);
        assertThat(free.tokens()).startsWith(stopped.tokens());
    }

    @Test
    void theContextIsALimitAsWell() {
        int context = model.architecture().contextLength();
        int[] prompt = new int[context - 2];
        GenerationRequest request = new GenerationRequest(prompt, 50, Sampling.GREEDY, 0, Set.of(), List.of());
        Generation generation =
                new Generator(model, tokenizer, 1).generate(List.of(request)).getFirst();
        assertThat(generation.tokens()).hasSize(2);
        assertThat(generation.finish()).isEqualTo(Finish.LENGTH);
        GenerationRequest tooLong =
                new GenerationRequest(new int[context + 1], 1, Sampling.GREEDY, 0, Set.of(), List.of());
        assertThatThrownBy(() -> new Generator(model, tokenizer, 1).generate(List.of(tooLong)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void finishedSequencesLeaveTheBatchAndWaitingOnesComeIn() {
        // As many tokens as the request's number says, four places.
        List<GenerationRequest> requests = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new GenerationRequest(new int[] {5, 6, i}, i, new Sampling(1), i, Set.of(), List.of()))
                .toList();
        List<Integer> heights = new ArrayList<>();
        List<Generation> generations = new Generator(watched(heights), tokenizer, 4).generate(requests);
        for (int i = 0; i < 10; i++) {
            assertThat(generations.get(i).tokens()).hasSize(i + 1);
        }
        // No row is computed for a sequence that has ended: each token but a sequence's last is appended once.
        assertThat(heights.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(IntStream.range(0, 10).sum());
        assertThat(heights).allMatch(height -> height <= 4);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0.2", "0.9, 0, 0.05", "1, 7, 0", "0.8, 20, 0.1"})
    void whatIsDrawnKeepsTheLimitsUnderTheModelsDistribution(double topP, int topK, double minP) {
        int[] prompt = {5, 6, 7};
        Sampling sampling = new Sampling(1.5, topP, topK, minP);
        Generation generation = new Generator(model, tokenizer, 1)
                .generate(List.of(new GenerationRequest(prompt, 40, sampling, 3, Set.of(), List.of())))
                .getFirst();
        int[] before = prompt;
        for (int token : generation.tokens()) {
            TokenBatch batch = TokenBatch.padded(List.of(before));
            float[] logits = model.headAt(batch, batch.lastTokens())[0];
            double best = -Double.MAX_VALUE;
            for (float logit : logits) {
                best = Math.max(best, logit);
            }
            double total = 0;
            double likelier = 0;
            int rank = 0;
            for (float logit : logits) {
                double weight = Math.exp((logit - best) / 1.5);
                total += weight;
                if (logit > logits[token] + 1e-4) {
                    likelier += weight;
                    rank++;
                }
            }
            assertThat(Math.exp((logits[token] - best) / 1.5)).isGreaterThanOrEqualTo(minP - 1e-3);
            assertThat(rank).isLessThan(topK == 0 ? logits.length : topK);
            assertThat(likelier / total).isLessThan(topP + 1e-3);
            before = Arrays.copyOf(before, before.length + 1);
            before[before.length - 1] = token;
        }
    }

    /** The same model, which notes how many rows each step of a decoding has. */
    private static Transformer watched(List<Integer> heights) {
        return (Transformer) Proxy.newProxyInstance(
                GeneratorTest.class.getClassLoader(), new Class<?>[] {Transformer.class}, (_, method, arguments) -> {
                    Object result = method.invoke(model, arguments);
                    return result instanceof Decoding decoding ? new Watched(decoding, heights) : result;
                });
    }

    private record Watched(Decoding inner, List<Integer> heights) implements Decoding {
        @Override
        public int rows() {
            return inner.rows();
        }

        @Override
        public float[][] logits() {
            return inner.logits();
        }

        @Override
        public int[] likeliest() {
            return inner.likeliest();
        }

        @Override
        public float[] logProbs(int[] tokens) {
            return inner.logProbs(tokens);
        }

        @Override
        public void append(int[] tokens) {
            heights.add(tokens.length);
            inner.append(tokens);
        }

        @Override
        public void keep(int[] rows) {
            inner.keep(rows);
        }

        @Override
        public void join(Decoding other) {
            inner.join(other instanceof Watched watched ? watched.inner : other);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private static List<GenerationRequest> requests(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] prompt = random.ints(1 + random.nextInt(20), 4, 512).toArray();
            Sampling sampling =
                    i % 3 == 0 ? Sampling.GREEDY : new Sampling(0.8 + i * 0.1, 0.95, i % 2 == 0 ? 0 : 50, 0);
            // Every tenth token or so is a stop token.
            Set<Integer> stops = new HashSet<>(random.ints(40, 0, 512).boxed().toList());
            requests.add(new GenerationRequest(prompt, 5 + random.nextInt(30), sampling, i, stops, List.of()));
        }
        return requests;
    }
}
