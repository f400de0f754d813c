/**
 * Reward models behind queues: inputs of many callers become batches, a model is loaded, exchanged and unloaded while
 * others are asked, and whatever happens to an input is an outcome. Nothing here knows of a transport.
 */
@NullMarked
package dev.assay.model.serving;

import org.jspecify.annotations.NullMarked;
