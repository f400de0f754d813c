/** Tokens of texts and conversations, hostile ones among them. */
@NullMarked
package dev.assay.decoder.text;

import org.jspecify.annotations.NullMarked;
