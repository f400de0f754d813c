/**
 * Sends dead letters again, each once, after what was wrong has been mended: the recipe that was unknown, the producer
 * that wrote rubbish. How far it came is kept in Kafka, as the offsets of a consumer group.
 */
@NullMarked
package dev.assay.gateway.replay;

import org.jspecify.annotations.NullMarked;
