/** Inputs become tokens and values as the model's files say, whatever somebody wrote. */
@NullMarked
package dev.assay.model.sequence;

import org.jspecify.annotations.NullMarked;
