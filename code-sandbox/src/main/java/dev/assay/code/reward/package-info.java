/**
 * The component {@code accuracy} for the tasks {@code code} and {@code repair}: finds the program or the patch in the
 * completion, has it judged, and says what that is worth.
 */
@NullMarked
package dev.assay.code.reward;

import org.jspecify.annotations.NullMarked;
