@NullMarked
package dev.assay.model.serving;

import org.jspecify.annotations.NullMarked;
