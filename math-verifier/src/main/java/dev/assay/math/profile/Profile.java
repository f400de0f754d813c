package dev.assay.math.profile;

import dev.assay.math.compare.Policy;
import dev.assay.math.extract.Search;

/**
 * How answers are graded where mathematics alone does not decide.
 *
 * @param name how references and messages call it
 * @param search from where the answer is taken
 * @param answer what kind of answer it is
 * @param letterCase whether texts must have the case of the reference
 * @param references which of several references must be met
 * @param parts what an answer with several parts is worth
 * @param policy what the comparison of values may overlook
 * @param steps the budget of each stage: evaluating the reference, and comparing one answer with it
 */
public record Profile(
        String name,
        Search search,
        Answer answer,
        LetterCase letterCase,
        References references,
        Parts parts,
        Policy policy,
        long steps) {
    /** What kind of answer is compared. */
    public enum Answer {
        /** A value, however it is written. */
        VALUE,
        /** The value, written just as the reference writes it. */
        WRITTEN,
        /** The same words. */
        WORDS,
        /** The words that answer and reference have in common, as a share from 0 to 1. */
        OVERLAP
    }

    /** Whether texts must have the case of the reference. */
    public enum LetterCase {
        IGNORED,
        KEPT
    }

    /** Which of several references must be met. */
    public enum References {
        ANY,
        /** Each of them is one of the values that the answer lists. */
        ALL
    }

    /** What an answer with several parts is worth. */
    public enum Parts {
        /** All parts must be right. */
        ALL,
        /** The share of the parts that are right, where the answer has as many as the reference. */
        SHARE
    }

    /** The same under another name. */
    public Profile named(String other) {
        return new Profile(other, search, answer, letterCase, references, parts, policy, steps);
    }

    Profile with(Search other) {
        return new Profile(name, other, answer, letterCase, references, parts, policy, steps);
    }

    Profile with(Search.Boxed boxes) {
        return with(new Search(search.order(), search.window(), boxes, search.several(), search.inline()));
    }

    Profile with(Answer other) {
        return new Profile(name, search, other, letterCase, references, parts, policy, steps);
    }

    /** The same with another policy of comparison. */
    public Profile with(Policy other) {
        return new Profile(name, search, answer, letterCase, references, parts, other, steps);
    }
}
