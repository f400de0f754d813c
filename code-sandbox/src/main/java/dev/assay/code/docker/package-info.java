/**
 * Boxes in containers: an engine that speaks Docker's API makes one container for each supervisor, which is attached to
 * over its standard streams and stays warm. Tools and interpreter are those of the image.
 */
@NullMarked
package dev.assay.code.docker;

import org.jspecify.annotations.NullMarked;
