/**
 * The tool that makes the n-gram tables, and what they are measured with: {@link dev.assay.language.tables.BuildTables}
 * and {@link dev.assay.language.tables.Evaluate}.
 */
@NullMarked
package dev.assay.language.tables;

import org.jspecify.annotations.NullMarked;
