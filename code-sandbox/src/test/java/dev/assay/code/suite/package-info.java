/** Which inputs make a suite. */
@NullMarked
package dev.assay.code.suite;

import org.jspecify.annotations.NullMarked;
