/**
 * The ladder for two single values: normal form, certified numbers, identities of circular functions, computer algebra
 * by whoever offers it. Each rung either is certain or passes on to the next; none decides exact values by tolerance.
 */
@NullMarked
package dev.assay.math.ladder;

import org.jspecify.annotations.NullMarked;
