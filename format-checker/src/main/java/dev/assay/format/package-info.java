/**
 * Checks the form of a completion. One forward pass records where the template's tags, their imitations and special
 * tokens stand; rules in a fixed order then decide over these few numbers, so time is linear in the text and memory
 * does not depend on it. No regular expression ever runs over a completion. {@link dev.assay.format.FormatChecker} is
 * the library, {@link dev.assay.format.FormatFunction} the reward function around it.
 */
@NullMarked
package dev.assay.format;

import org.jspecify.annotations.NullMarked;
