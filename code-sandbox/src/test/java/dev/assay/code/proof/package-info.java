/** What the long proofs of the sandbox and its judge share. */
@NullMarked
package dev.assay.code.proof;

import org.jspecify.annotations.NullMarked;
