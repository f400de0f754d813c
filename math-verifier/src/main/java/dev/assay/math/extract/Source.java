package dev.assay.math.extract;

/** From where an answer was taken, in the order of priority. */
public enum Source {
    /** {@code \boxed{}} or {@code \fbox{}}. */
    BOXED("boxed"),
    /** "final answer is", "final answer:", 最终答案. */
    FINAL_ANSWER("final answer"),
    /** {@code ####}, as in GSM8K. */
    HASHES("####"),
    /** "answer:", 答案：, at the beginning of a statement. */
    ANSWER_COLON("answer:"),
    /** "answer is", 答案是, in running text. */
    ANSWER_IS("answer is"),
    /** All of the part that is judged, where it is no more than an answer. */
    WHOLE("text"),
    /** The last letter that names an option. */
    LETTER("last letter"),
    /** The last text in bold markdown. */
    BOLD("bold"),
    /** The last formula in running text. */
    FORMULA("last formula"),
    /** The last number in running text. */
    NUMBER("last number"),
    /** The last formula or number, whichever comes later. */
    LATEST("last formula or number");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** The name in evidence. */
    public String label() {
        return label;
    }
}
