package dev.assay.deploy.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes hostile bytes out of decent ones. */
final class Mutations {
    private static final int LONGEST = 1 << 16;
    private static final List<byte[]> WORDS = List.of(
                    "\\frac{",
                    "\\sqrt[",
                    "\\left(",
                    "\\right)",
                    "^{",
                    "_{",
                    "\\boxed{",
                    "\\text{",
                    "\\begin{cases}",
                    "\\pm",
                    "\\infty",
                    "^^^^",
                    "((((((((((((((((",
                    "{{{{{{{{{{{{{{{{",
                    "[[[[[[[[[[[[[[[[",
                    "}}}}",
                    "9^9^9^9^9",
                    "1e999999999",
                    "0.\\overline{",
                    "!!!!!!",
                    "\\sum_{i=1}^{10^9}",
                    "(x+1)^{1000000}",
                    "x+y+z+w+",
                    "\\binom{10^6}{",
                    "<think>",
                    "</think>",
                    "<answer>",
                    "</answer>",
                    "<THINK >",
                    "< / answer>",
                    "<|im_end|>",
                    "```python\n",
                    "```",
                    "\u0000",
                    "\ufeff",
                    "\u202e",
                    "\ud83d\ude00",
                    "\u0301\u0301\u0301\u0301",
                    "\uff1cthink\uff1e",
                    "\u00ad",
                    "\"",
                    "\\u0000",
                    "\\ud800",
                    ":",
                    ",",
                    "null",
                    "true",
                    "-0",
                    "1E400",
                    "{\"a\":",
                    "[",
                    "]",
                    "\"id\":",
                    "\"reference\":",
                    "\"completion\":",
                    "\n",
                    "\r\n",
                    "\t",
                    " ",
                    "&a [*a,*a]",
                    "<<: *a",
                    "!!java",
                    "---\n",
                    "|",
                    ">",
                    "weight: .inf",
                    "map: {",
                    "50%",
                    "\\%",
                    "\\$",
                    "\\circ",
                    "\\cup",
                    "\\in",
                    "e^{i\\pi}",
                    "12:30",
                    "A, B and C")
            .stream()
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final RandomGenerator random;
    private final List<byte[]> corpus;

    Mutations(RandomGenerator random, List<byte[]> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    byte[] next() {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(512)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = any();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
        byte[] cut = Arrays.copyOfRange(bytes, from, Math.max(from, to));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes);
            case 1 -> spliced(bytes, from, to, new byte[0], 0);
            case 2 -> spliced(bytes, from, from, cut, 1 + random.nextInt(4));
            case 3 -> spliced(bytes, from, from, cut, 1 + random.nextInt(2000));
            case 4, 5 -> spliced(bytes, from, from, word(), 1);
            case 6 -> spliced(bytes, from, from, word(), 1 + random.nextInt(3000));
            case 7 -> Arrays.copyOf(bytes, from);
            default -> {
                byte[] other = any();
                int start = random.nextInt(other.length + 1);
                yield spliced(bytes, from, to, Arrays.copyOfRange(other, start, other.length), 1);
            }
        };
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private byte[] flipped(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < 1 + result.length / 64 && result.length > 0; i++) {
            result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return result;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] insert, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + insert.length);
        out.write(bytes, 0, from);
        for (int i = 0; i < times && out.size() < LONGEST; i++) {
            out.writeBytes(insert);
        }
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
