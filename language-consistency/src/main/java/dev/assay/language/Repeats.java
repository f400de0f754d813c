package dev.assay.language;

/**
 * Remembers how often each three words in a row were met, so that a phrase which is pasted again and again counts a few
 * times only. A table of fixed size: where a place and its neighbours are taken, what is new goes unnoticed and counts.
 */
final class Repeats {
    private static final int MOST = 7;
    private static final int LARGEST = 1 << 16;
    private static final int NEIGHBOURS = 8;
    private static final int COUNT = 7;

    private final int[] seen;
    private int before;
    private int beforeThat;

    /** For a text of so many characters. */
    Repeats(int length) {
        this.seen = new int[Math.min(LARGEST, Integer.highestOneBit(Math.max(16, length / 4)) << 1)];
    }

    /** Whether the word, with the two before it, was met at most {@value #MOST} times, this one included. */
    boolean isNew(int word) {
        int hash = mix(mix(mix(beforeThat) + before) + word);
        beforeThat = before;
        before = word;
        int print = hash & ~COUNT;
        for (int i = 0; i < NEIGHBOURS; i++) {
            int slot = (hash >>> 8) + i & seen.length - 1;
            int found = seen[slot];
            if (found == 0) {
                seen[slot] = print | 1;
                return true;
            }
            if ((found & ~COUNT) == print) {
                if ((found & COUNT) == MOST) {
                    return false;
                }
                seen[slot]++;
                return true;
            }
        }
        return true;
    }

    /** The finaliser of MurmurHash3. */
    private static int mix(int value) {
        int h = value;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
