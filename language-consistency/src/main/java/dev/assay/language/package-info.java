/**
 * Will hold the language reward: clean a text, split it into words with ICU4J, decide a language for each word, and
 * return the share of target-language words with the foreign spans. Nothing of it is written yet, and the reward
 * {@code language} has no owner until it is.
 */
@NullMarked
package dev.assay.language;

import org.jspecify.annotations.NullMarked;
