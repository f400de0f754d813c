/** The configuration files of training and data, read with complaints that name the place. */
@NullMarked
package dev.assay.model.configuration;

import org.jspecify.annotations.NullMarked;
