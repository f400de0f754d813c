package dev.assay.code.suite;

import java.util.List;

/**
 * A suite with the report of how it was built.
 *
 * @param tests those that were kept, in the order in which they catch most
 * @param made inputs after generating, each once
 * @param invalid those that the validator or a failing generator refused
 * @param crashed those on which a correct submission crashed or broke a limit
 * @param disputed those on which correct submissions disagree
 * @param correct how many correct submissions there are
 * @param correctAccepted how many of them the kept tests accept
 * @param wrong how many wrong submissions there are
 * @param caught how many of them the kept tests reject
 * @param uncaught the wrong submissions, by index from 0, that no input rejects
 * @param troubles runs that our side could not make; what they would have shown is not known
 */
public record BuiltSuite(
        List<Test> tests,
        int made,
        int invalid,
        int crashed,
        int disputed,
        int correct,
        int correctAccepted,
        int wrong,
        int caught,
        List<Integer> uncaught,
        int troubles) {
    public BuiltSuite {
        tests = List.copyOf(tests);
        uncaught = List.copyOf(uncaught);
    }

    /**
     * A kept test.
     *
     * @param catches how many wrong submissions it rejects
     */
    public record Test(String input, String output, int catches) {}

    /** The share of correct submissions that are accepted. */
    public double truePositiveRate() {
        return (double) correctAccepted / correct;
    }

    /** The share of wrong submissions that are rejected; 1 where there are none. */
    public double trueNegativeRate() {
        return wrong == 0 ? 1 : (double) caught / wrong;
    }
}
