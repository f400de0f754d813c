/**
 * Compares what a program printed with what it should have printed. Works on bytes, in one pass and constant memory
 * (linear memory where order does not count), because the output is hostile: it may be long, binary or not UTF-8. A
 * prefix of the expected output, or more than it, is never the same.
 */
@NullMarked
package dev.assay.code.compare;

import org.jspecify.annotations.NullMarked;
