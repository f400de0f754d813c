/**
 * Boxes: what stands between a program and the machine. A {@link dev.assay.code.box.Runner} takes one command with its
 * files and limits and says how it ended; it knows neither languages nor tests. Which kinds work is found out by
 * trying, not by asking what is installed.
 */
@NullMarked
package dev.assay.code.box;

import org.jspecify.annotations.NullMarked;
