/**
 * Hugging Face checkpoints in the JVM: reading and writing them ({@code checkpoint}), the tokenizer and chat templates
 * ({@code text}, {@code template}), what a transformer can be asked for ({@code model}), the one on PyTorch
 * ({@code torch}), and generation ({@code generation}).
 */
@NullMarked
package dev.assay.decoder;

import org.jspecify.annotations.NullMarked;
