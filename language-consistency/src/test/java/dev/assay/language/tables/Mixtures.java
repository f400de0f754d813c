package dev.assay.language.tables;

import dev.assay.language.LanguageChecker;
import dev.assay.language.text.WordScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Texts of two languages whose ratio is known, made of sentences of one language each, and how far a checker is off.
 * The truth counts words as the scanner does, so that only the language of words is measured.
 */
final class Mixtures {
    private static final int SENTENCES = 8;
    private static final int CHUNK = 5;

    private final Map<String, List<String>> sentences;
    private final LanguageChecker checker;

    Mixtures(Map<String, List<String>> sentences, LanguageChecker checker) {
        this.sentences = sentences;
        this.checker = checker;
    }

    /** How far off texts of one language are: one minus the ratio. */
    double pure(String language, int documents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double loss = 0;
        for (int i = 0; i < documents; i++) {
            loss += 1 - ratio(String.join(separator(language), pick(language, random)), language);
        }
        return loss / documents;
    }

    /** How far off texts are that change their language after whole sentences. */
    double bySentence(String target, String other, int documents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double error = 0;
        for (int i = 0; i < documents; i++) {
            List<String> one = pick(target, random);
            List<String> two = pick(other, random);
            long ones = 0;
            long twos = 0;
            StringBuilder text = new StringBuilder();
            int a = 0;
            int b = 0;
            while (a < one.size() || b < two.size()) {
                boolean takeOne = b >= two.size() || a < one.size() && random.nextBoolean();
                String sentence = takeOne ? one.get(a++) : two.get(b++);
                if (takeOne) {
                    ones += words(sentence);
                } else {
                    twos += words(sentence);
                }
                text.append(sentence).append(' ');
            }
            error += Math.abs(ratio(text.toString(), target) - (double) ones / (ones + twos));
        }
        return error / documents;
    }

    /** How far off texts are that change their language after every fifth word, without punctuation. */
    double byChunk(String target, String other, int documents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double error = 0;
        for (int i = 0; i < documents; i++) {
            List<String> one = bare(pick(target, random), target);
            List<String> two = bare(pick(other, random), other);
            int length = Math.min(one.size(), two.size());
            long ones = 0;
            long twos = 0;
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < length; at += CHUNK) {
                int end = Math.min(length, at + CHUNK);
                String first = String.join(joint(target), one.subList(at, end));
                String second = String.join(joint(other), two.subList(at, end));
                text.append(first).append(' ').append(second).append(' ');
                ones += words(first);
                twos += words(second);
            }
            if (ones + twos > 0) {
                error += Math.abs(ratio(text.toString(), target) - (double) ones / (ones + twos));
            }
        }
        return error / documents;
    }

    private List<String> pick(String language, SplittableRandom random) {
        List<String> all = sentences.getOrDefault(language, List.of());
        List<String> picked = new ArrayList<>();
        for (int i = 0; i < SENTENCES; i++) {
            picked.add(all.get(random.nextInt(all.size())));
        }
        return picked;
    }

    private double ratio(String text, String target) {
        return checker.share(text, target).ratio().orElse(1);
    }

    /** Words as they stand in the text, without what stands between them. */
    private static List<String> bare(List<String> sentences, String language) {
        List<String> words = new ArrayList<>();
        for (String sentence : sentences) {
            WordScanner.scan(
                    sentence, 0, sentence.length(), word -> words.add(sentence.substring(word.start(), word.end())));
        }
        return words;
    }

    private static long words(String text) {
        long[] count = new long[1];
        WordScanner.scan(text, 0, text.length(), _ -> count[0]++);
        return count[0];
    }

    private static String separator(String language) {
        return joint(language);
    }

    private static String joint(String language) {
        return language.equals("zh") || language.equals("ja") || language.equals("th") ? "" : " ";
    }
}
