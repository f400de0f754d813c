@NullMarked
package dev.assay.reward;

import org.jspecify.annotations.NullMarked;
