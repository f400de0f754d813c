package dev.assay.model.judge.reading;

/**
 * What a judge says about two responses, called A and B in the order in which it saw them.
 *
 * <p>The numbers are a convention: DeepSeek-R1 (arXiv 2501.12948, supplementary B.2) names the five labels and averages
 * over queries without printing their scale.
 */
public enum Verdict {
    /** A is much better; written {@code A>>B}, {@code A≫B}, {@code B<<A} or {@code B≪A}. */
    A_MUCH_BETTER(2, "A>>B"),
    /** A is better; written {@code A>B} or {@code B<A}. */
    A_BETTER(1, "A>B"),
    /** Both are about as good; written {@code A=B} or {@code B=A}. */
    TIE(0, "A=B"),
    /** B is better; written {@code B>A} or {@code A<B}. */
    B_BETTER(-1, "B>A"),
    /** B is much better; written {@code B>>A}, {@code B≫A}, {@code A<<B} or {@code A≪B}. */
    B_MUCH_BETTER(-2, "B>>A");

    private final int score;
    private final String label;

    Verdict(int score, String label) {
        this.score = score;
        this.label = label;
    }

    /** From 2, where A is much better, to −2, where B is. */
    public int score() {
        return score;
    }

    /** The label as judges are asked to write it, without brackets. */
    public String label() {
        return label;
    }
}
