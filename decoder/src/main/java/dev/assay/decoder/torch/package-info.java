/**
 * The transformer on PyTorch through DJL. Java writes a TorchScript module from the description of the architecture, so
 * a whole forward is one native call and every operator is at hand. This package alone knows tensors; it works on parts
 * of DJL's engine that are not meant for others, which is why DJL's version is pinned. Traps that it stays clear of:
 * DJL ends the process on a bfloat16 array that it looks into, gradient mode belongs to the thread, and results belong
 * to the first operand's manager.
 */
@NullMarked
package dev.assay.decoder.torch;

import org.jspecify.annotations.NullMarked;
