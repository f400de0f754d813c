/**
 * Will hold the model-based rewards {@code helpful} and {@code safety}, the judge, and the training of reward models.
 * Nothing of it is written yet.
 */
@NullMarked
package dev.assay.model;

import org.jspecify.annotations.NullMarked;
