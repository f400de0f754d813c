/** Reward functions with a behaviour that a test chooses, and waiting for a condition. */
@NullMarked
package dev.assay.service.testing;

import org.jspecify.annotations.NullMarked;
