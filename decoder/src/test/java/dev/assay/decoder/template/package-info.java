/** What templates render, and what they may not do. */
@NullMarked
package dev.assay.decoder.template;

import org.jspecify.annotations.NullMarked;
