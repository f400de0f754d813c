/**
 * The part of Jinja that chat templates are written in, as {@code transformers} sets it up: blocks trimmed, no access
 * to anything but the values that are passed in. A template comes with a model and messages come from anybody, so
 * parsing and rendering are bounded in depth, steps and output, and nothing is looked up by reflection. Not there:
 * inheritance, includes, imports, call blocks, and filters beyond {@link dev.assay.decoder.template.Filters}; a
 * template that needs them is refused by name.
 */
@NullMarked
package dev.assay.decoder.template;

import org.jspecify.annotations.NullMarked;
