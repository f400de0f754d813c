@NullMarked
package dev.assay.model.roles;

import org.jspecify.annotations.NullMarked;
