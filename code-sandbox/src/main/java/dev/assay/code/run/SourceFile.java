package dev.assay.code.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file by name and content.
 *
 * @param name relative path with {@code /} between its parts; no part is empty, {@code .} or {@code ..}
 * @param content taken as it is, never copied: do not change it afterwards
 * @param executable whether it may be started
 */
public record SourceFile(String name, byte[] content, boolean executable) {
    private static final int LONGEST = 200;

    public SourceFile {
        if (!name.isEmpty() && !safe(name)) {
            throw new IllegalArgumentException("not a relative path without '..': " + name);
        }
    }

    public SourceFile(String name, byte[] content) {
        this(name, content, false);
    }

    public static SourceFile text(String name, String content) {
        return new SourceFile(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a name can be used for a file below some folder. */
    public static boolean safe(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.indexOf('\0') >= 0 || name.startsWith("/")) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile file
                && name.equals(file.name)
                && executable == file.executable
                && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return name + " (" + content.length + " bytes)";
    }
}
