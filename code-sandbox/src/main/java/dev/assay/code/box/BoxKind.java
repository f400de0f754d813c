package dev.assay.code.box;

import java.util.Locale;

/** How a supervisor gets its box, in the order in which they are tried. */
public enum BoxKind {
    /** The supervisor makes namespaces and root itself, with the system calls behind unshare(1); needs no program. */
    UNSHARE,
    /** bubblewrap makes a first set of namespaces and a first read-only root, the supervisor a second within. */
    BUBBLEWRAP,
    /** A container engine makes the first set of namespaces and shows its image, the supervisor a second within. */
    DOCKER;

    /** As users write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
