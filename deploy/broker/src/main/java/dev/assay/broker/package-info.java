/**
 * Starts, watches and stops a single-node Kafka broker in a child JVM. Nothing here needs Kafka on the class path: the
 * child has its own, a folder of jars. Parent and child speak over the child's standard streams: one line says that it
 * is ready or why it is not ({@link dev.assay.broker.BrokerReport}), and the end of its input means that the parent is
 * gone, however it went.
 */
@NullMarked
package dev.assay.broker;

import org.jspecify.annotations.NullMarked;
