/** The language of every word, beside lingua's language of every sentence. */
@NullMarked
package dev.assay.bench.language;

import org.jspecify.annotations.NullMarked;
