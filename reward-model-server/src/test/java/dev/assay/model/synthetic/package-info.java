/** What is promised of generated examples. */
@NullMarked
package dev.assay.model.synthetic;

import org.jspecify.annotations.NullMarked;
