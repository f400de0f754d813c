/** What the meters say. */
@NullMarked
package dev.assay.service.metrics;

import org.jspecify.annotations.NullMarked;
