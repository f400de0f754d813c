/**
 * Recipes: which components count for which task, with weights, maps, gates and group-relative shaping, and how they
 * become a reward. Reading a recipe and combining components are pure functions, so that the command line, the gateway
 * and a trainer give the same number.
 */
@NullMarked
package dev.assay.recipe;

import org.jspecify.annotations.NullMarked;
