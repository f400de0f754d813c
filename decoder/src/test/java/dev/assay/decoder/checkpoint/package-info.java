/** Files that are right, wrong, large and written by us. */
@NullMarked
package dev.assay.decoder.checkpoint;

import org.jspecify.annotations.NullMarked;
