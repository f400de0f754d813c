/**
 * The command line: each command in a class of its own, started by {@code ./assay}. Progress goes to stderr, results to
 * stdout, and {@link dev.assay.deploy.ExitCode} says how a command ended.
 */
@NullMarked
package dev.assay.deploy;

import org.jspecify.annotations.NullMarked;
