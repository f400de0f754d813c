/** What a completion is worth. */
@NullMarked
package dev.assay.code.reward;

import org.jspecify.annotations.NullMarked;
