/** Losses against closed forms, and training runs that are real but short. */
@NullMarked
package dev.assay.model.training;

import org.jspecify.annotations.NullMarked;
