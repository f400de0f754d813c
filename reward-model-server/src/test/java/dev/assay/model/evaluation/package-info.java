/** Figures against closed forms. */
@NullMarked
package dev.assay.model.evaluation;

import org.jspecify.annotations.NullMarked;
