/** What was measured, on which machine and against what, as JSON and as a table. */
@NullMarked
package dev.assay.bench.report;

import org.jspecify.annotations.NullMarked;
