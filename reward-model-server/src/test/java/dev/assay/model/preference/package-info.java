/** Example files, and the procedure with a judge behind a real endpoint. */
@NullMarked
package dev.assay.model.preference;

import org.jspecify.annotations.NullMarked;
