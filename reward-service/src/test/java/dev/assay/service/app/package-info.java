/** The wired application. */
@NullMarked
package dev.assay.service.app;

import org.jspecify.annotations.NullMarked;
