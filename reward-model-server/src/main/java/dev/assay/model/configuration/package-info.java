/** YAML configuration, read with complaints that name the file, the place in it and what is allowed there. */
@NullMarked
package dev.assay.model.configuration;

import org.jspecify.annotations.NullMarked;
