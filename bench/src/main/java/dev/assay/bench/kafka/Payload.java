package dev.assay.bench.kafka;

import dev.assay.v1.Rollout;
import dev.assay.v1.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rollouts of one size. Their texts are drawn from many made-up words, so that they compress about as prose does.
 *
 * @param kilobytes of a completion
 * @param count rollouts of a round
 */
record Payload(int kilobytes, int count) {
    /** Rollouts of one group, which also share a key. */
    static final int GROUP = 16;

    private static final int TEXTS = 64;
    private static final int WORDS = 4096;
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>\n<answer>\\boxed{42}</answer>";

    String label() {
        return kilobytes + " KB";
    }

    /** Well-formed completions, always the same ones. */
    List<String> texts() {
        Random random = new Random(kilobytes);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 2 + random.nextInt(8); length > 0; length--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.append(' ').toString());
        }
        List<String> texts = new ArrayList<>();
        int length = (kilobytes << 10) - OPEN.length() - CLOSE.length();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append(words.get((int) (WORDS * Math.pow(random.nextDouble(), 3))));
            }
            text.setLength(length);
            texts.add(OPEN + text + CLOSE);
        }
        return texts;
    }

    /** The group of a rollout. */
    static String group(String round, int number) {
        return round + "-" + number / GROUP;
    }

    /** A rollout of a round. */
    static byte[] rollout(String round, int number, List<String> texts) {
        return Rollout.newBuilder()
                .setId(round + "-r" + number)
                .setGroupId(group(round, number))
                .setGroupSize(GROUP)
                .setTask("math")
                .setCompletion(Text.newBuilder().setPlain(texts.get(number % texts.size())))
                .build()
                .toByteArray();
    }
}
