/**
 * The gateway inside a Quarkus application: configuration, the beans that wrap the classes without a framework, start
 * and stop, health and metrics. Nothing is decided here.
 */
@NullMarked
package dev.assay.gateway.app;

import org.jspecify.annotations.NullMarked;
