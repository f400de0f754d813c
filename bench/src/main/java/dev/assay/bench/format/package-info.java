/** How long the format check takes for each kilobyte, on harmless and on hostile completions of three sizes. */
@NullMarked
package dev.assay.bench.format;

import org.jspecify.annotations.NullMarked;
