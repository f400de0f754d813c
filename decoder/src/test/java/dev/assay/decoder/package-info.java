/** What several of the tests stand on: tiny checkpoints, and the native library if it loads. */
@NullMarked
package dev.assay.decoder;

import org.jspecify.annotations.NullMarked;
