package dev.assay.code.repair;

/** What came of a repair. */
public sealed interface RepairVerdict {
    /** Every test that has to pass does. */
    record Repaired(int tests) implements RepairVerdict {}

    /**
     * A test that has to pass fails.
     *
     * @param test the first one, those that the repair is for first
     * @param detail how it ended
     */
    record TestsFail(String test, String detail) implements RepairVerdict {}

    /** The patch cannot be read or does not apply. */
    record PatchFails(String detail) implements RepairVerdict {}

    /** The patch touches what no patch may. */
    record PatchRefused(String detail) implements RepairVerdict {}

    /** The task itself is broken: a test that has to fail before passes already, or one that has to pass does not. */
    record TaskUnusable(String detail) implements RepairVerdict {}

    /** Our own trouble; nothing is known of the patch. */
    record Trouble(String detail, boolean late) implements RepairVerdict {}
}
