package dev.assay.shaping;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/**
 * The share of n-grams that are repetitions: 1 − different n-grams / all n-grams, 0 where the text is shorter than n.
 * The n-grams are of words or of token ids.
 *
 * <p>Memory is fixed: when the table of n-grams is full, only those whose hash ends in one more zero bit are kept, and
 * the number of different ones is that many times larger (Wegman's adaptive sampling). Exact up to about 48,000
 * different n-grams, beyond that within about one percent; always the same for the same text.
 */
public final class Repetition {
    private static final int CAPACITY = 1 << 16;
    private static final int FULL = CAPACITY / 4 * 3;
    private static final int LONGEST_WORD = 32;

    private static final BreakIterator WORDS = BreakIterator.getWordInstance(ULocale.ROOT);

    private final long[] recent;
    private long[] table = new long[CAPACITY];
    private int kept;
    private int thinning;
    private long words;
    private long ngrams;

    private Repetition(int n) {
        this.recent = new long[n];
    }

    /**
     * Over token ids.
     *
     * @param ids shape {@code [time]}
     * @param n 1 or more
     */
    public static double ofTokens(int[] ids, int n) {
        Repetition repetition = new Repetition(n);
        for (int id : ids) {
            repetition.word(id);
        }
        return repetition.result();
    }

    /**
     * Over words as ICU finds them, with dictionaries where scripts have no spaces; case does not matter, and what has
     * no letter or digit is no word.
     *
     * @param n 1 or more
     */
    public static double ofWords(String text, int n) {
        Repetition repetition = new Repetition(n);
        BreakIterator breaks = (BreakIterator) WORDS.clone();
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                long hash = 0;
                for (int i = start; i < end; i++) {
                    hash = hash * 0x100000001B3L + Character.toLowerCase(text.charAt(i));
                }
                repetition.word(hash);
            }
        }
        return repetition.result();
    }

    /**
     * Over words without a dictionary: a run of letters and digits, at most 32 long; an ideograph is a word of its own.
     *
     * @return from 0 to 1; 0 where there are fewer words than {@code n}
     */
    public static double share(CharSequence text, int from, int to, int n) {
        Repetition repetition = new Repetition(n);
        long hash = 0;
        int length = 0;
        int i = from;
        while (i < to) {
            int point = i + 1 < to ? Character.codePointAt(text, i) : text.charAt(i);
            i += Character.charCount(point);
            boolean alone = Character.isIdeographic(point);
            boolean part = !alone && Character.isLetterOrDigit(point);
            if (length > 0 && (!part || length == LONGEST_WORD)) {
                repetition.word(hash);
                hash = 0;
                length = 0;
            }
            if (alone) {
                repetition.word(point);
            } else if (part) {
                hash = hash * 0x100000001B3L + Character.toLowerCase(point);
                length++;
            }
        }
        if (length > 0) {
            repetition.word(hash);
        }
        return repetition.result();
    }

    private double result() {
        double different = (double) ((long) kept << thinning);
        return ngrams == 0 ? 0 : Math.clamp(1 - different / ngrams, 0, 1);
    }

    private void word(long hash) {
        recent[(int) (words++ % recent.length)] = hash;
        if (words < recent.length) {
            return;
        }
        ngrams++;
        long ngram = 0;
        for (int i = 0; i < recent.length; i++) {
            ngram = mix(ngram + recent[(int) ((words + i) % recent.length)]);
        }
        add(ngram == 0 ? 1 : ngram);
    }

    private void add(long ngram) {
        if (!sampled(ngram) || !insert(table, ngram)) {
            return;
        }
        if (++kept < FULL) {
            return;
        }
        long[] fewer = new long[CAPACITY];
        thinning++;
        kept = 0;
        for (long one : table) {
            if (one != 0 && sampled(one) && insert(fewer, one)) {
                kept++;
            }
        }
        table = fewer;
    }

    private boolean sampled(long ngram) {
        return (ngram & ((1L << thinning) - 1)) == 0;
    }

    /** Puts the n-gram in by open addressing on its upper bits; false where it was there. */
    private static boolean insert(long[] table, long ngram) {
        int slot = (int) (ngram >>> 48);
        while (table[slot] != 0) {
            if (table[slot] == ngram) {
                return false;
            }
            slot = (slot + 1) & (CAPACITY - 1);
        }
        table[slot] = ngram;
        return true;
    }

    /** The finaliser of SplitMix64: every input bit reaches every output bit. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
