/**
 * Running and judging code that nobody trusts. {@code run} is what a judge asks of a sandbox, {@code language} the
 * languages, {@code box} the isolation, {@code pool} the sandbox itself.
 */
@NullMarked
package dev.assay.code;

import org.jspecify.annotations.NullMarked;
