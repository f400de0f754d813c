/**
 * The child's side: a {@code main} that formats the storage, runs Kafka's own KRaft server bound to loopback, and stops
 * it when its standard input ends. Needs the Kafka server on the class path, and is therefore never loaded by the
 * parent.
 */
@NullMarked
package dev.assay.broker.server;

import org.jspecify.annotations.NullMarked;
