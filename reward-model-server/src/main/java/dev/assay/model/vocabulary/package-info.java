/**
 * Tokenizers made from scratch: byte-level byte-pair encoding learnt from texts, written as the files that Hugging
 * Face's {@code tokenizers} and {@code transformers} load, with special tokens and a chat template.
 */
@NullMarked
package dev.assay.model.vocabulary;

import org.jspecify.annotations.NullMarked;
