/**
 * Programs of the problem that take part in judging: checkers, which read an output and decide, and interactors, which
 * speak with the submission. They run in boxes as submissions do, and end with testlib's exit codes.
 */
@NullMarked
package dev.assay.code.checker;

import org.jspecify.annotations.NullMarked;
