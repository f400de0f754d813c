/**
 * Which reward models are served, from where, and how their heads are read: typed, checked when it is read, with
 * messages that name the place.
 */
@NullMarked
package dev.assay.model.settings;

import org.jspecify.annotations.NullMarked;
