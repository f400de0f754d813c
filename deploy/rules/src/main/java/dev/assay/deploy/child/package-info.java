/**
 * The reward models as a child process: native tensor code never shares a process with the gateway or the judge. The
 * child is started by the launcher, which builds it where it must, ends with its parent, and is started anew where it
 * dies.
 */
@NullMarked
package dev.assay.deploy.child;

import org.jspecify.annotations.NullMarked;
