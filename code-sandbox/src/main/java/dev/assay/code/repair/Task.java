package dev.assay.code.repair;

import dev.assay.code.run.SourceFile;
import dev.assay.rollout.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A task with its files.
 *
 * @param base the repository as it is
 * @param testChanges what the test patch does
 * @param tests those that have to pass, those that the repair is for first
 */
record Task(FileTree base, List<FileChange> testChanges, List<String> tests) {
    Task {
        testChanges = List.copyOf(testChanges);
        tests = List.copyOf(tests);
    }

    /** @throws IllegalArgumentException where the task cannot be used */
    static Task open(Reference.Repair task) {
        List<String> tests = new ArrayList<>(task.failToPass());
        tests.addAll(task.passToPass());
        if (task.failToPass().isEmpty()) {
            throw new IllegalArgumentException("failToPass names no test");
        }
        try {
            List<FileChange> changes = task.testPatch().isBlank() ? List.of() : PatchReader.read(task.testPatch());
            FileTree base = Repository.read(task.repository());
            base.patched(changes);
            return new Task(base, changes, tests);
        } catch (PatchException e) {
            throw new IllegalArgumentException("testPatch: " + e.why(), e);
        }
    }

    /** The repository with its new tests and without a repair. */
    FileTree untouched() {
        try {
            return base.patched(testChanges);
        } catch (PatchException e) {
            throw new IllegalStateException("it applied before", e);
        }
    }

    /** The repository with a repair, the tests put back and the new ones added. */
    FileTree with(List<FileChange> repair) throws PatchException {
        FileTree repaired = base.patched(repair);
        Set<String> tests = new LinkedHashSet<>();
        for (FileTree tree : List.of(base, repaired)) {
            for (SourceFile file : tree.files()) {
                if (Protected.isTest(file.name())) {
                    tests.add(file.name());
                }
            }
        }
        for (FileChange change : testChanges) {
            tests.add(change.from());
            tests.add(change.to());
        }
        tests.remove("");
        return repaired.restored(tests, base).patched(testChanges);
    }
}
