package dev.assay.code.repair;

import java.util.List;

/**
 * What a patch does to one file.
 *
 * @param from the path before, empty where the file is new
 * @param to the path afterwards, empty where the file goes
 * @param executable whether the patch makes the file executable
 */
record FileChange(String from, String to, boolean executable, List<Hunk> hunks) {
    FileChange {
        hunks = List.copyOf(hunks);
    }

    /**
     * Lines that take the place of others.
     *
     * @param start where the old lines are said to begin, from 1; 0 in an empty file
     * @param before the old lines, each with its end
     * @param after the new lines, each with its end
     */
    record Hunk(int start, List<String> before, List<String> after) {
        Hunk {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
