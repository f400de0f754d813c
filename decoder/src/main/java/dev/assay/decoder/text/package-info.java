/**
 * Text to token ids and back, by the library that wrote {@code tokenizer.json}, and conversations to text by the
 * model's chat template. In rendered text special tokens are recognised; what a message says never yields one.
 */
@NullMarked
package dev.assay.decoder.text;

import org.jspecify.annotations.NullMarked;
