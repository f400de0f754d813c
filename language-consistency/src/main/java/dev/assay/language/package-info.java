/**
 * The language reward: which share of the words of a text is in the target language, and where the others stand.
 * {@link dev.assay.language.LanguageChecker} is the library, {@link dev.assay.language.LanguageFunction} the reward
 * function around it; {@code text} finds words, {@code ngram} tells the languages of one script apart.
 */
@NullMarked
package dev.assay.language;

import org.jspecify.annotations.NullMarked;
