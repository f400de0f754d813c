/** What a judge did since it was made, as counters that any metrics library can read. */
@NullMarked
package dev.assay.model.judge.statistics;

import org.jspecify.annotations.NullMarked;
