/**
 * The decoder beside transformers on the same checkpoint and the same texts. PyTorch's native library is loaded in
 * child processes only, a fresh one for each kind of work, so that peak memory belongs to that work.
 */
@NullMarked
package dev.assay.bench.models;

import org.jspecify.annotations.NullMarked;
