/**
 * The answers of a group as classes of those that mean the same: majority vote, the share that is right, pass@k.
 * Classes are made by a canonical key and not by comparing pairs, so they are transitive by construction.
 */
@NullMarked
package dev.assay.math.consensus;

import org.jspecify.annotations.NullMarked;
