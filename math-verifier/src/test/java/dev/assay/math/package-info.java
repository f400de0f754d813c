/** What the verifier promises, as tests. */
@NullMarked
package dev.assay.math;

import org.jspecify.annotations.NullMarked;
