/**
 * Will hold Hugging Face checkpoints in the JVM: reading and writing them, the tokenizer, the transformer on
 * DJL/PyTorch, and generation. Nothing of it is written yet.
 */
@NullMarked
package dev.assay.decoder;

import org.jspecify.annotations.NullMarked;
