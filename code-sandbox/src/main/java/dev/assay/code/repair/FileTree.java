package dev.assay.code.repair;

import dev.assay.code.run.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of a repository by path, without its history. Applying a patch gives another tree. */
final class FileTree {
    /** Lines that are looked at while hunks search their place. */
    private static final long STEPS = 20_000_000;

    private final Map<String, SourceFile> files;

    FileTree(Collection<SourceFile> files) {
        this.files = new TreeMap<>();
        files.forEach(file -> this.files.put(file.name(), file));
    }

    List<SourceFile> files() {
        return List.copyOf(files.values());
    }

    /** This tree with the given paths as they are in another one. */
    FileTree restored(Collection<String> paths, FileTree from) {
        FileTree tree = new FileTree(files.values());
        for (String path : paths) {
            SourceFile file = from.files.get(path);
            if (file == null) {
                tree.files.remove(path);
            } else {
                tree.files.put(path, file);
            }
        }
        return tree;
    }

    FileTree patched(List<FileChange> changes) throws PatchException {
        FileTree tree = new FileTree(files.values());
        long[] steps = {STEPS};
        for (FileChange change : changes) {
            tree.apply(change, steps);
        }
        return tree;
    }

    private void apply(FileChange change, long[] steps) throws PatchException {
        SourceFile old = files.get(change.from());
        if (old == null && !change.from().isEmpty()) {
            throw PatchException.failed("there is no file " + change.from());
        }
        if (change.from().isEmpty() && files.containsKey(change.to())) {
            throw PatchException.failed("the file " + change.to() + " exists already");
        }
        String text = old == null ? "" : new String(old.content(), StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(PatchReader.lines(text));
        int shift = 0;
        for (FileChange.Hunk hunk : change.hunks()) {
            List<String> before = latin(hunk.before());
            int place = place(lines, before, Math.max(0, hunk.start() - 1) + shift, steps, change);
            List<String> replaced = lines.subList(place, place + before.size());
            replaced.clear();
            lines.addAll(place, latin(hunk.after()));
            shift = place - Math.max(0, hunk.start() - 1) + hunk.after().size() - before.size();
        }
        files.remove(change.from());
        if (!change.to().isEmpty()) {
            boolean executable = change.executable() || (old != null && old.executable());
            byte[] content = String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
            files.put(change.to(), new SourceFile(change.to(), content, executable));
        }
    }

    /** Lines as bytes, one character for one, so that files that are not UTF-8 can be patched. */
    private static List<String> latin(List<String> lines) {
        return lines.stream()
                .map(line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Where the old lines stand: where the hunk says, or as near to it as they are. */
    private static int place(List<String> lines, List<String> before, int wanted, long[] steps, FileChange change)
            throws PatchException {
        int last = lines.size() - before.size();
        int start = Math.clamp(wanted, 0, Math.max(0, last));
        for (int away = 0; away <= lines.size(); away++) {
            if (matches(lines, before, start + away, last, steps)) {
                return start + away;
            }
            if (away > 0 && matches(lines, before, start - away, last, steps)) {
                return start - away;
            }
            if (steps[0] < 0) {
                throw PatchException.failed("the patch takes too long to apply");
            }
        }
        throw PatchException.failed("a hunk does not apply to " + change.from());
    }

    private static boolean matches(List<String> lines, List<String> before, int place, int last, long[] steps) {
        if (place < 0 || place > last) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            steps[0]--;
            if (!lines.get(place + i).equals(before.get(i))) {
                return false;
            }
        }
        return true;
    }
}
