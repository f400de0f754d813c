/** Tokenizers that were learnt, read by the library that everybody reads them with. */
@NullMarked
package dev.assay.model.vocabulary;

import org.jspecify.annotations.NullMarked;
