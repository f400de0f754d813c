/** {@code ./assay judge} and {@code ./assay tests build}: judging programs by files of tests, without a service. */
@NullMarked
package dev.assay.deploy.judge;

import org.jspecify.annotations.NullMarked;
