package dev.assay.gateway.label;

import java.util.List;
import java.util.Optional;

/**
 * An entry of the table: what samples of a source are.
 *
 * @param source the name of the source; with {@code *} at its end every name that begins so; empty for samples that
 *     name none
 * @param task the task of the rollout
 * @param kind how the label is read
 * @param at members of a label that is an object, the first of which that is there holds the reference; dots go deeper
 * @param options the member of the label that holds the options of a choice
 * @param profile the comparison profile of answers
 * @param language the programming language of code
 */
record Source(
        String source,
        String task,
        Kind kind,
        List<String> at,
        String options,
        Optional<String> profile,
        String language) {
    Source {
        at = List.copyOf(at);
    }

    /** How a label is read. */
    enum Kind {
        /** A text, a number, or a list of which any is right. */
        ANSWER,
        /** The letter of the right option. */
        CHOICE,
        /** {@code inputs} and {@code outputs} of a program, as APPS, TACO and CodeContests have them. */
        TESTS,
        /** A reference in the contract's own form. */
        REFERENCE
    }

    boolean fits(String name) {
        return source.endsWith("*") && !source.equals("*")
                ? name.startsWith(source.substring(0, source.length() - 1))
                : source.equals("*") ? !name.isEmpty() : source.equals(name);
    }
}
