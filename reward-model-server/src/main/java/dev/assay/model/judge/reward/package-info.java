/**
 * The judge as reward functions: {@code correctness} against reference answers, {@code preference} against a reference
 * response. A recipe names one of the judges that the server was configured with, and can neither choose an address nor
 * see one.
 */
@NullMarked
package dev.assay.model.judge.reward;

import org.jspecify.annotations.NullMarked;
