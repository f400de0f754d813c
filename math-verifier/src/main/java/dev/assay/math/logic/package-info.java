/** Propositional logic: whether two formulas have the same truth table. */
@NullMarked
package dev.assay.math.logic;

import org.jspecify.annotations.NullMarked;
