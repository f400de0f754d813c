/**
 * Log lines about single rollouts: the ids travel in the fields {@code rollout} and {@code group} of the mapped
 * diagnostic context, which the JSON log writes as fields, and a storm of trouble is cut to a bounded number of lines.
 */
@NullMarked
package dev.assay.service.logging;

import org.jspecify.annotations.NullMarked;
