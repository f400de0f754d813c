package dev.assay.language.ngram;

import java.util.Arrays;

/**
 * The cheapest sequence of languages for the words of one script (Viterbi 1967): each word costs what its letters cost
 * in its language, and a change of language costs less where a clause or a sentence ends. Words are taken one after the
 * other and settled in blocks; scores are kept from block to block.
 */
public final class LanguagePath {
    /** What stands between a word and the one before it in the same script. */
    public enum Border {
        NONE,
        CLAUSE,
        SENTENCE
    }

    /**
     * What decides, in {@value NgramTable#STEPS_PER_NAT}ths of a nat.
     *
     * @param inside what a change costs inside a clause
     * @param clause what a change costs between clauses
     * @param sentence what a change costs between sentences
     * @param prior what a word costs more in any language but the target
     * @param start what a text costs more that begins in another language than the target
     * @param most how much more than in the cheapest language a word costs at most
     */
    public record Weights(int inside, int clause, int sentence, int prior, int start, int most) {
        /** What the evaluation found to be best. */
        public static final Weights DEFAULT = new Weights(135, 88, 70, 4, 40, 120);
    }

    private final Weights weights;
    private final int target;
    private final int[] scores;
    private int[] changed = new int[64];
    private byte[] best = new byte[64];
    private int length;
    private boolean begun;

    /**
     * A path without words.
     *
     * @param languages how many languages there are
     * @param target the number of the target, or −1 where it is none of them
     */
    public LanguagePath(int languages, int target, Weights weights) {
        this.weights = weights;
        this.target = target;
        this.scores = new int[languages];
    }

    /** How many words were added and not yet settled. */
    public int length() {
        return length;
    }

    /**
     * Adds a word.
     *
     * @param costs shape {@code [languages]}; left with other values
     */
    public void add(int[] costs, Border border) {
        if (length == best.length) {
            changed = Arrays.copyOf(changed, length * 2);
            best = Arrays.copyOf(best, length * 2);
        }
        limit(costs);
        if (!begun) {
            begun = true;
            for (int i = 0; i < scores.length; i++) {
                scores[i] = costs[i] + (i == target || target < 0 ? 0 : weights.start());
            }
            best[length++] = 0;
            return;
        }
        int cheapest = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] < scores[cheapest]) {
                cheapest = i;
            }
        }
        int floor = scores[cheapest];
        int change = switch (border) {
            case NONE -> weights.inside();
            case CLAUSE -> weights.clause();
            case SENTENCE -> weights.sentence();
        };
        int mask = 0;
        for (int i = 0; i < scores.length; i++) {
            int score = scores[i] - floor;
            if (score > change) {
                score = change;
                mask |= 1 << i;
            }
            scores[i] = score + costs[i];
        }
        changed[length] = mask;
        best[length++] = (byte) cheapest;
    }

    private void limit(int[] costs) {
        int least = Integer.MAX_VALUE;
        for (int cost : costs) {
            least = Math.min(least, cost);
        }
        int limit = weights.most();
        for (int i = 0; i < costs.length; i++) {
            int more = Math.min(costs[i] - least, limit);
            costs[i] = i == target || target < 0 ? more : more + weights.prior();
        }
    }

    /** Settles all words that were added: their languages by number, in their order, into {@code languages}. */
    public void settle(byte[] languages) {
        if (length == 0) {
            return;
        }
        int language = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] < scores[language]) {
                language = i;
            }
        }
        for (int word = length - 1; word >= 0; word--) {
            languages[word] = (byte) language;
            if ((changed[word] & 1 << language) != 0) {
                language = best[word];
            }
        }
        // the first word of a block may have changed from the block before, which is settled already
        length = 0;
    }
}
