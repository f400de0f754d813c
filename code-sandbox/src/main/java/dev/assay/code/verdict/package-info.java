/**
 * What a judge finds: the verdicts, whose doing they are, and what one run of a program comes to. Everything that a
 * program does has a verdict that is scored; only {@code INTERNAL} is ours.
 */
@NullMarked
package dev.assay.code.verdict;

import org.jspecify.annotations.NullMarked;
