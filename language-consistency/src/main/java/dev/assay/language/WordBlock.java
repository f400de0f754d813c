package dev.assay.language;

import dev.assay.language.text.Script;
import dev.assay.language.text.Word;

/** Words that wait until their languages are settled, in arrays. */
final class WordBlock {
    private static final int MOST_NAME_WORDS = 2;
    private static final int MOST_NAME_IDEOGRAPHS = 4;

    private static final byte CAPITALIZED = 1;
    private static final byte IDENTIFIER = 2;
    private static final byte NAME = 4;
    private static final byte KANA = 8;

    private final int[] starts;
    private final int[] ends;
    private final int[] sentences;
    private final int[] hashes;
    private final int[] weights;
    private final byte[] letters;
    private final byte[] scripts;
    private final byte[] languages;
    private final byte[] flags;
    private int length;

    WordBlock(int capacity) {
        starts = new int[capacity];
        ends = new int[capacity];
        sentences = new int[capacity];
        hashes = new int[capacity];
        weights = new int[capacity];
        letters = new byte[capacity];
        scripts = new byte[capacity];
        languages = new byte[capacity];
        flags = new byte[capacity];
    }

    int add(Word word, byte language, int weight) {
        int i = length++;
        starts[i] = word.start();
        ends[i] = word.end();
        sentences[i] = word.sentence();
        weights[i] = weight;
        letters[i] = (byte) Math.min(word.letterCount(), Byte.MAX_VALUE);
        scripts[i] = (byte) group(word.script()).ordinal();
        languages[i] = language;
        flags[i] = (byte) ((word.isCapitalized() ? CAPITALIZED : 0)
                | (word.isIdentifier() ? IDENTIFIER : 0)
                | (word.script() == Script.KANA ? KANA : 0));
        int hash = 0;
        for (int letter = 0; letter < word.length(); letter++) {
            hash = hash * 31 + word.letter(letter);
        }
        hashes[i] = hash;
        return i;
    }

    void settle(int i, byte language) {
        languages[i] = language;
    }

    /**
     * Marks names: up to two capitalized words, or up to four ideographs and kana, in a sentence of another script; and
     * names of programs anywhere.
     */
    void findNames() {
        int from = 0;
        while (from < length) {
            int to = sentenceEnd(from);
            boolean several = false;
            for (int i = from; i < to; i++) {
                several |= scripts[i] != scripts[from];
            }
            names(from, to, several);
            from = to;
        }
    }

    /** Makes Japanese words Chinese that stand in a sentence without kana between such sentences. */
    void settleIdeographs(int japanese, int chinese) {
        boolean before = false;
        int from = 0;
        while (from < length) {
            int to = sentenceEnd(from);
            boolean here = hasKana(from, to);
            if (!before && !here && (to == length || !hasKana(to, sentenceEnd(to)))) {
                for (int i = from; i < to; i++) {
                    if (languages[i] == japanese) {
                        languages[i] = (byte) chinese;
                    }
                }
            }
            before = here;
            from = to;
        }
    }

    private int sentenceEnd(int from) {
        int to = from + 1;
        while (to < length && sentences[to] == sentences[from]) {
            to++;
        }
        return to;
    }

    private boolean hasKana(int from, int to) {
        for (int i = from; i < to; i++) {
            if ((flags[i] & KANA) != 0) {
                return true;
            }
        }
        return false;
    }

    private void names(int from, int to, boolean several) {
        int run = from;
        while (run < to) {
            int end = run + 1;
            while (end < to && scripts[end] == scripts[run]) {
                end++;
            }
            boolean name = several && isName(run, end);
            for (int i = run; i < end; i++) {
                if (name || (flags[i] & IDENTIFIER) != 0) {
                    flags[i] |= NAME;
                }
            }
            run = end;
        }
    }

    private boolean isName(int from, int to) {
        if (scripts[from] == Script.HAN.ordinal()) {
            int count = 0;
            for (int i = from; i < to && count <= MOST_NAME_IDEOGRAPHS; i++) {
                count += letters[i];
            }
            return count <= MOST_NAME_IDEOGRAPHS;
        }
        int plain = 0;
        for (int i = from; i < to; i++) {
            if ((flags[i] & IDENTIFIER) == 0) {
                plain++;
                if ((flags[i] & CAPITALIZED) == 0 || plain > MOST_NAME_WORDS) {
                    return false;
                }
            }
        }
        return scripts[from] != Script.MIXED.ordinal();
    }

    private static Script group(Script script) {
        return script == Script.KANA ? Script.HAN : script;
    }

    int length() {
        return length;
    }

    int sentence(int i) {
        return sentences[i];
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    int language(int i) {
        return languages[i];
    }

    int weight(int i) {
        return weights[i];
    }

    int hash(int i) {
        return hashes[i];
    }

    boolean isName(int i) {
        return (flags[i] & NAME) != 0;
    }

    void clear() {
        length = 0;
    }
}
