package dev.assay.language.ngram;

import dev.assay.language.text.Word;
import java.util.List;

/** What words cost in the languages of a script. */
public sealed interface Costs permits NgramTable, IdeographTable {
    /** The languages in the order of the costs, as ISO 639-1 codes. */
    List<String> languages();

    /**
     * Sets what a word costs in each language, in {@value NgramTable#STEPS_PER_NAT}ths of a nat, up to a summand that
     * is the same for all.
     *
     * @param costs shape {@code [languages]}
     */
    void cost(Word word, int[] costs);
}
