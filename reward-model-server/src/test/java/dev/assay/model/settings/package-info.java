/** Every setting, and what is said where one cannot be used. */
@NullMarked
package dev.assay.model.settings;

import org.jspecify.annotations.NullMarked;
