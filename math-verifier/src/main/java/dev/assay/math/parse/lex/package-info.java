/**
 * Cuts LaTeX and plain text into tokens in one pass, so that the many spellings of one thing become one token:
 * commands, words, characters of any script, and numbers in every convention of writing them.
 */
@NullMarked
package dev.assay.math.parse.lex;

import org.jspecify.annotations.NullMarked;
