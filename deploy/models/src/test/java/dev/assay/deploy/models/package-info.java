/** The commands as users call them. */
@NullMarked
package dev.assay.deploy.models;

import org.jspecify.annotations.NullMarked;
