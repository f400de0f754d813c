/** Real brokers, real clients, real processes that are killed. */
@NullMarked
package dev.assay.broker;

import org.jspecify.annotations.NullMarked;
