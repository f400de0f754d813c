/** What the judge says of programs, honest and not. */
@NullMarked
package dev.assay.code.judge;

import org.jspecify.annotations.NullMarked;
