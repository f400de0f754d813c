/** What repairs a repository, and what only seems to. */
@NullMarked
package dev.assay.code.repair;

import org.jspecify.annotations.NullMarked;
