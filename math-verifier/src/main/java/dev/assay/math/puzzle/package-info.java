/**
 * Puzzles that may have more than one right answer. Each kind checks an answer against what the puzzle asks for and not
 * against one solution, states what it checks, and is bounded whatever the answer is.
 */
@NullMarked
package dev.assay.math.puzzle;

import org.jspecify.annotations.NullMarked;
