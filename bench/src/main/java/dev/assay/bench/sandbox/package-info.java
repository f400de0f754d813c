/** Isolated programs a second, beside starting the interpreter for each without any isolation. */
@NullMarked
package dev.assay.bench.sandbox;

import org.jspecify.annotations.NullMarked;
