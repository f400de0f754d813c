/**
 * Asks a language model for judgements that no rule can give: which of two responses is better, and whether an answer
 * agrees with a reference. Prompts, the untrusted texts in them, and how the judge's own words are read are here; the
 * endpoint, the cache, the settings and the reward functions are in the packages below. A judgement that did not come
 * about is a failure with its cause, and never a tie, a wrong answer or a 0.
 */
@NullMarked
package dev.assay.model.judge;

import org.jspecify.annotations.NullMarked;
