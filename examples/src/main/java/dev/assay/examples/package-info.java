/**
 * A reward function of one's own: {@link dev.assay.examples.HedgingFunction} in forty lines. Put its jar into a folder,
 * name the folder in {@code ASSAY_PLUGINS}, and a recipe may count its component.
 */
@NullMarked
package dev.assay.examples;

import org.jspecify.annotations.NullMarked;
