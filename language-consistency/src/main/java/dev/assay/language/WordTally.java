package dev.assay.language;

import dev.assay.language.ngram.Costs;
import dev.assay.language.ngram.LanguagePath;
import dev.assay.language.text.Script;
import dev.assay.language.text.Word;
import dev.assay.language.text.WordScanner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the words of one text by language. Words wait in a block until their languages are settled, so that memory is
 * bounded; a block ends with a sentence where it can.
 */
final class WordTally implements WordScanner.Sink {
    /** Names count neither way up to this share of all words. */
    private static final double MOST_NAMES = 0.25;

    /** Where words are run together, a foreign one counts as so many of this length. */
    private static final int LETTERS_OF_A_WORD = 6;

    private static final int LONGEST_JOINED = 12;
    private static final int LONGEST_BLOCK = 4096;
    private static final int CHINESE = Languages.CODES.indexOf("zh");
    private static final int JAPANESE = Languages.CODES.indexOf("ja");

    private final int target;
    private final String targetCode;
    private final LanguagePath.Weights weights;
    private final Map<Script, Chain> chains = new EnumMap<>(Script.class);
    private final int capacity;
    private final WordBlock block;
    private final Repeats repeats;
    private final ForeignSpans foreign = new ForeignSpans();
    private final byte[] settled;
    private final long[] words = new long[Languages.CODES.size()];
    private final long[] names = new long[Languages.CODES.size()];

    WordTally(String target, int length, LanguagePath.Weights weights) {
        this.targetCode = target;
        this.target = Languages.CODES.indexOf(target);
        this.weights = weights;
        this.capacity = Math.min(LONGEST_BLOCK, length + 1);
        this.block = new WordBlock(capacity);
        this.settled = new byte[capacity];
        this.repeats = new Repeats(length);
    }

    /** The path through the languages of one script, and which words of the block are on it. */
    private static final class Chain {
        final Costs table;
        final LanguagePath path;
        final int[] costs;
        final byte[] languages;
        final int[] places;
        int sentence = -1;
        int clause = -1;
        int last = -1;

        Chain(Costs table, String target, LanguagePath.Weights weights, int capacity) {
            this.places = new int[capacity];
            this.table = table;
            List<String> codes = table.languages();
            this.path = new LanguagePath(codes.size(), codes.indexOf(target), weights);
            this.costs = new int[codes.size()];
            this.languages = new byte[codes.size()];
            for (int i = 0; i < languages.length; i++) {
                languages[i] = (byte) Languages.CODES.indexOf(codes.get(i));
            }
        }

        void add(Word word, int place) {
            table.cost(word, costs);
            LanguagePath.Border border = word.sentence() != sentence
                    ? LanguagePath.Border.SENTENCE
                    : word.clause() != clause || last != place - 1
                            ? LanguagePath.Border.CLAUSE
                            : LanguagePath.Border.NONE;
            sentence = word.sentence();
            clause = word.clause();
            last = place;
            places[path.length()] = place;
            path.add(costs, border);
        }
    }

    @Override
    public void word(Word word) {
        boolean begins = block.length() > 0 && word.sentence() != block.sentence(block.length() - 1);
        if (block.length() == capacity || begins && block.length() > LONGEST_BLOCK / 2) {
            settle();
        }
        boolean several = word.letterCount() > (word.isJoined() ? LONGEST_JOINED : Word.LONGEST);
        int weight = several ? (word.letterCount() + LETTERS_OF_A_WORD - 1) / LETTERS_OF_A_WORD : 1;
        int place = block.add(word, Languages.OF_SCRIPT[word.script().ordinal()], weight);
        if (word.letterCount() > Word.LONGEST) {
            block.settle(place, (byte) (Languages.CODES.size() - 1));
            return;
        }
        Chain chain = chain(word.script());
        if (chain != null) {
            chain.add(word, place);
        }
    }

    private @org.jspecify.annotations.Nullable Chain chain(Script script) {
        Costs table = Languages.COSTS.get(script);
        if (table == null) {
            return null;
        }
        Script key = script == Script.KANA ? Script.HAN : script;
        return chains.computeIfAbsent(key, _ -> new Chain(table, targetCode, weights, capacity));
    }

    private void settle() {
        for (Chain chain : chains.values()) {
            int length = chain.path.length();
            chain.path.settle(settled);
            for (int i = 0; i < length; i++) {
                block.settle(chain.places[i], chain.languages[settled[i]]);
            }
            chain.last = -2;
        }
        block.settleIdeographs(JAPANESE, CHINESE);
        block.findNames();
        for (int i = 0; i < block.length(); i++) {
            int language = block.language(i);
            if (block.isName(i)) {
                names[language] += block.weight(i);
            } else if (language != target) {
                words[language] += block.weight(i);
                foreign.add(block.start(i), block.end(i), language, block.weight(i));
            } else {
                foreign.close();
                if (repeats.isNew(block.hash(i))) {
                    words[language]++;
                }
            }
        }
        block.clear();
    }

    /** What was counted. */
    LanguageShare share(WordScanner.Extent extent) {
        settle();
        long counted = sum(words);
        long named = sum(names);
        if (named > MOST_NAMES * (counted + named)) {
            for (int i = 0; i < words.length; i++) {
                words[i] += names[i];
            }
            counted += named;
            named = 0;
        }
        Map<String, Long> found = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            if (words[i] > 0) {
                found.put(Languages.CODES.get(i), words[i]);
            }
        }
        List<Map.Entry<String, Long>> ordered = new ArrayList<>(found.entrySet());
        ordered.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Long> languages = new LinkedHashMap<>();
        ordered.forEach(entry -> languages.put(entry.getKey(), entry.getValue()));
        return new LanguageShare(
                targetCode,
                counted,
                target < 0 || target == Languages.CODES.size() - 1 ? 0 : words[target],
                named,
                languages,
                foreign.longest(),
                extent.neutralShare(),
                extent.neutralSpans() > 0);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
