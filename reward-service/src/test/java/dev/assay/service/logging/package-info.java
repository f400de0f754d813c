/** Log lines about rollouts. */
@NullMarked
package dev.assay.service.logging;

import org.jspecify.annotations.NullMarked;
