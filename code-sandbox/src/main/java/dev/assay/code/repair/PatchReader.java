package dev.assay.code.repair;

import dev.assay.code.run.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads unified diffs, those of git with their renames and modes included. Links, submodules, binary changes and paths
 * that leave the repository or enter {@code .git} are refused.
 */
final class PatchReader {
    private static final int LARGEST = 4 << 20;
    private static final Pattern HUNK =
            Pattern.compile("@@ -([0-9]{1,7})(?:,([0-9]{1,7}))? \\+([0-9]{1,7})(?:,([0-9]{1,7}))? @@.*", Pattern.DOTALL);

    private final List<String> lines;
    private final List<FileChange> changes = new ArrayList<>();
    private int at;

    private PatchReader(List<String> lines) {
        this.lines = lines;
    }

    static List<FileChange> read(String patch) throws PatchException {
        if (patch.length() > LARGEST) {
            throw PatchException.failed("the patch is larger than " + LARGEST + " characters");
        }
        PatchReader reader = new PatchReader(lines(patch.endsWith("\n") ? patch : patch + "\n"));
        reader.read();
        if (reader.changes.isEmpty()) {
            throw PatchException.failed("the patch changes nothing");
        }
        return List.copyOf(reader.changes);
    }

    /** The lines of a text, each with its end; the last one may have none. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    private void read() throws PatchException {
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.startsWith("diff --git ")) {
                gitFile();
            } else if (line.startsWith("--- ") && at + 1 < lines.size() && lines.get(at + 1).startsWith("+++ ")) {
                file("", "", false, false);
            } else {
                at++;
            }
        }
    }

    private void gitFile() throws PatchException {
        at++;
        String from = "";
        String to = "";
        boolean executable = false;
        boolean any = false;
        for (; at < lines.size(); at++) {
            String line = lines.get(at).stripTrailing();
            if (line.startsWith("GIT binary patch") || line.startsWith("Binary files ")) {
                throw PatchException.refused("the patch changes a binary file");
            }
            if (line.startsWith("new file mode ") || line.startsWith("new mode ") || line.startsWith("old mode ")) {
                String mode = line.substring(line.lastIndexOf(' ') + 1);
                if (!mode.equals("100644") && !mode.equals("100755")) {
                    throw PatchException.refused("the patch makes a file of mode " + mode);
                }
                executable = !line.startsWith("old mode ") && mode.equals("100755");
            } else if (line.startsWith("rename from ") || line.startsWith("copy from ")) {
                from = path(line.substring(line.indexOf("from ") + 5), false);
                any = true;
            } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
                to = path(line.substring(line.indexOf("to ") + 3), false);
            } else if (line.startsWith("--- ")) {
                file(from, to, executable, true);
                return;
            } else if (!line.startsWith("index ")
                    && !line.startsWith("similarity ")
                    && !line.startsWith("dissimilarity ")
                    && !line.startsWith("deleted file mode ")) {
                break;
            }
        }
        if (any && !to.isEmpty()) {
            changes.add(new FileChange(from, to, executable, List.of()));
        }
    }

    private void file(String renamedFrom, String renamedTo, boolean executable, boolean git) throws PatchException {
        String from = path(lines.get(at).substring(4), true);
        if (at + 1 >= lines.size() || !lines.get(at + 1).startsWith("+++ ")) {
            throw PatchException.failed("a file without its new name in line " + (at + 1));
        }
        String to = path(lines.get(at + 1).substring(4), true);
        at += 2;
        List<FileChange.Hunk> hunks = new ArrayList<>();
        while (at < lines.size() && lines.get(at).startsWith("@@ ")) {
            hunks.add(hunk());
        }
        changes.add(new FileChange(
                git && !renamedFrom.isEmpty() ? renamedFrom : from,
                git && !renamedTo.isEmpty() ? renamedTo : to,
                executable,
                hunks));
    }

    private FileChange.Hunk hunk() throws PatchException {
        Matcher head = HUNK.matcher(lines.get(at));
        if (!head.matches()) {
            throw PatchException.failed("a hunk that cannot be read in line " + (at + 1));
        }
        int start = Integer.parseInt(head.group(1));
        int old = head.group(2) == null ? 1 : Integer.parseInt(head.group(2));
        int fresh = head.group(4) == null ? 1 : Integer.parseInt(head.group(4));
        at++;
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        while (before.size() < old || after.size() < fresh) {
            if (at >= lines.size()) {
                throw PatchException.failed("a hunk ends too soon");
            }
            String line = lines.get(at++);
            String text = withoutMissingEnd(line.substring(1));
            switch (line.charAt(0)) {
                case ' ' -> {
                    before.add(text);
                    after.add(text);
                }
                case '-' -> before.add(text);
                case '+' -> after.add(text);
                case '\n' -> {
                    // Editors strip the space of an empty line of context.
                    before.add("\n");
                    after.add("\n");
                }
                default -> throw PatchException.failed("a hunk that cannot be read in line " + at);
            }
        }
        if (at < lines.size() && lines.get(at).startsWith("\\ ")) {
            at++;
        }
        return new FileChange.Hunk(start, before, after);
    }

    /** The note that a line has no end stands on the line behind it. */
    private String withoutMissingEnd(String text) {
        boolean noEnd = at < lines.size() && lines.get(at).startsWith("\\ ");
        if (noEnd) {
            at++;
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        }
        return text;
    }

    private static String path(String written, boolean prefixed) throws PatchException {
        String path = written.stripTrailing();
        int tab = path.indexOf('\t');
        path = tab < 0 ? path : path.substring(0, tab);
        if (prefixed && path.equals("/dev/null")) {
            return "";
        }
        if (path.startsWith("\"")) {
            throw PatchException.refused("the patch has a quoted path");
        }
        if (prefixed && (path.startsWith("a/") || path.startsWith("b/"))) {
            path = path.substring(2);
        }
        if (!SourceFile.safe(path) || path.indexOf('\\') >= 0) {
            throw PatchException.refused("the patch names a path outside of the repository");
        }
        return path;
    }
}
