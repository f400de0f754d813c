/**
 * Languages that share a script, told apart by their letters: tables of what letters cost in each language, and the
 * cheapest sequence of languages for the words of a text. The tables are made by {@code BuildTables} among the tests,
 * from n-gram models that other language detectors publish; {@code NOTICE.md} beside them says which.
 */
@NullMarked
package dev.assay.language.ngram;

import org.jspecify.annotations.NullMarked;
