/** The Kafka worker, against a real broker. */
@NullMarked
package dev.assay.service.kafka;

import org.jspecify.annotations.NullMarked;
