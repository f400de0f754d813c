/**
 * Hugging Face model directories: {@code config.json} as a description of the architecture, and the weights in
 * safetensors files, read by memory mapping and written so that {@code transformers} loads them. What is not supported
 * is refused with the name of the field and its value.
 */
@NullMarked
package dev.assay.decoder.checkpoint;

import org.jspecify.annotations.NullMarked;
