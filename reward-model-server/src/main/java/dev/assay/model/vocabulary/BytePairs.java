package dev.assay.model.vocabulary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Byte-pair encoding (Sennrich and others, arXiv 1508.07909) over the bytes of words, as GPT-2 cuts and writes them: a
 * byte is a printable character, a space in front belongs to its word.
 *
 * @param tokens all tokens by id, the 256 bytes first, then the merged ones in the order in which they were learnt
 * @param merges the two tokens of each merge, in order
 */
public record BytePairs(List<String> tokens, List<Merge> merges) {
    /** GPT-2's cut, in the spelling that the {@code ByteLevel} pre-tokenizer uses. */
    private static final Pattern WORD =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    private static final String[] CHARACTERS = characters();

    public BytePairs {
        tokens = List.copyOf(tokens);
        merges = List.copyOf(merges);
    }

    /** Two neighbours that become one token. */
    public record Merge(String left, String right) {
        String joined() {
            return left + right;
        }
    }

    /**
     * Learns from texts. The same texts give the same tokens: of pairs that are equally frequent the first in the order
     * of their characters is merged.
     *
     * @param size how many tokens there may be, at least 256; fewer where every word is one token already
     */
    public static BytePairs learn(Iterable<String> texts, int size) {
        if (size < CHARACTERS.length) {
            throw new IllegalArgumentException("a vocabulary of bytes has 256 tokens at least, not " + size);
        }
        Map<List<String>, Integer> words = words(texts);
        List<String> tokens = new ArrayList<>(List.of(CHARACTERS));
        List<Merge> merges = new ArrayList<>();
        while (tokens.size() < size) {
            Map<Merge, Integer> pairs = new HashMap<>();
            words.forEach((word, count) -> {
                for (int i = 0; i + 1 < word.size(); i++) {
                    pairs.merge(new Merge(word.get(i), word.get(i + 1)), count, Integer::sum);
                }
            });
            Merge best = pairs.entrySet().stream()
                    .filter(pair -> pair.getValue() > 1)
                    .min(Comparator.comparing((Map.Entry<Merge, Integer> pair) -> -pair.getValue())
                            .thenComparing(pair -> pair.getKey().left())
                            .thenComparing(pair -> pair.getKey().right()))
                    .map(Map.Entry::getKey)
                    .orElse(new Merge("", ""));
            if (best.joined().isEmpty()) {
                break;
            }
            merges.add(best);
            if (!tokens.contains(best.joined())) {
                tokens.add(best.joined());
            }
            words = merged(words, best);
        }
        return new BytePairs(tokens, merges);
    }

    /** The tokens of a text, without special ones. */
    List<String> encode(String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            List<String> word = spelled(matcher.group());
            for (Merge merge : merges) {
                word = merged(word, merge);
            }
            all.addAll(word);
        }
        return all;
    }

    private static Map<List<String>, Integer> words(Iterable<String> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String text : texts) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                counts.merge(matcher.group(), 1, Integer::sum);
            }
        }
        Map<List<String>, Integer> words = new LinkedHashMap<>();
        counts.forEach((word, count) -> words.put(spelled(word), count));
        return words;
    }

    private static Map<List<String>, Integer> merged(Map<List<String>, Integer> words, Merge merge) {
        Map<List<String>, Integer> merged = new LinkedHashMap<>();
        words.forEach((word, count) -> merged.merge(merged(word, merge), count, Integer::sum));
        return merged;
    }

    private static List<String> merged(List<String> word, Merge merge) {
        int at = word.indexOf(merge.left());
        if (at < 0) {
            return word;
        }
        List<String> merged = new ArrayList<>(word.subList(0, at));
        while (at < word.size()) {
            boolean here = at + 1 < word.size()
                    && word.get(at).equals(merge.left())
                    && word.get(at + 1).equals(merge.right());
            merged.add(here ? merge.joined() : word.get(at));
            at += here ? 2 : 1;
        }
        return merged;
    }

    private static List<String> spelled(String word) {
        List<String> spelled = new ArrayList<>();
        for (byte unit : word.getBytes(StandardCharsets.UTF_8)) {
            spelled.add(CHARACTERS[unit & 0xFF]);
        }
        return spelled;
    }

    /** GPT-2's table: printable bytes are themselves, the others follow from U+0100 on. */
    private static String[] characters() {
        String[] characters = new String[256];
        int next = 0x100;
        for (int unit = 0; unit < characters.length; unit++) {
            boolean printable =
                    unit >= '!' && unit <= '~' || unit >= 0xA1 && unit <= 0xAC || unit >= 0xAE && unit <= 0xFF;
            characters[unit] = String.valueOf((char) (printable ? unit : next++));
        }
        return characters;
    }
}
