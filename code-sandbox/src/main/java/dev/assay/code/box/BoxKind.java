package dev.assay.code.box;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a supervisor gets its box, in the order in which they are tried. */
public enum BoxKind {
    /** The supervisor makes namespaces and root itself, with the system calls behind unshare(1); needs no program. */
    UNSHARE,
    /** bubblewrap makes a first set of namespaces and a first read-only root, the supervisor a second within. */
    BUBBLEWRAP;

    /** As users write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The command that starts {@code supervisor} in a box of this kind.
     *
     * @param read what the box shows of the machine
     * @param user the user id to become where this process is root's; 0 where it is not
     */
    public List<String> command(List<String> supervisor, List<String> read, int user) {
        return switch (this) {
            case UNSHARE -> supervisor;
            case BUBBLEWRAP -> bubblewrap(supervisor, read, user);
        };
    }

    /**
     * Whether a box of this kind can show this path.
     *
     * @param root whether this process is root's, and gives that up before it makes the box
     */
    public boolean reaches(Path path, boolean root) {
        return switch (this) {
            case UNSHARE -> true;
            case BUBBLEWRAP -> !root || openToAll(path);
        };
    }

    private static boolean openToAll(Path path) {
        try {
            Path real = path.toRealPath();
            for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
                if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> bubblewrap(List<String> supervisor, List<String> read, int user) {
        List<String> command = new ArrayList<>();
        if (user > 0) {
            // As root, bubblewrap would keep every capability.
            command.addAll(List.of(
                    "setpriv",
                    "--reuid=" + user,
                    "--regid=" + user,
                    "--clear-groups",
                    "--no-new-privs",
                    "--inh-caps=-all",
                    "--"));
        }
        command.addAll(List.of("bwrap", "--unshare-all", "--unshare-user", "--die-with-parent", "--hostname", "box"));
        List<String> shown = new ArrayList<>(read);
        try (Stream<Path> libraries = Files.list(Path.of("/usr/lib"))) {
            libraries
                    .filter(path -> path.getFileName().toString().endsWith("-linux-gnu"))
                    .forEach(path -> shown.add(path.toString()));
        } catch (IOException e) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "/usr/lib cannot be listed: " + e.getMessage(), e);
        }
        shown.addAll(List.of("/usr/lib64", "/etc/ld.so.cache", "/etc/alternatives"));
        for (String folder : List.of("/lib", "/lib64", "/bin")) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                command.addAll(List.of("--symlink", "usr" + folder, folder));
            } else {
                shown.add(folder);
            }
        }
        shown.stream().distinct().sorted().forEach(path -> command.addAll(List.of("--ro-bind-try", path, path)));
        // The supervisor lays its own root over this one: what bubblewrap makes writable is out of reach there.
        command.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--dir", "/mnt", "--remount-ro", "/", "--"));
        command.addAll(supervisor);
        return command;
    }
}
