@NullMarked
package dev.assay.code.pool;

import org.jspecify.annotations.NullMarked;
