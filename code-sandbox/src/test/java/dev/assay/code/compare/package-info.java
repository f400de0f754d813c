/** What counts as the expected output, and what does not. */
@NullMarked
package dev.assay.code.compare;

import org.jspecify.annotations.NullMarked;
