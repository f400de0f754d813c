/**
 * The processes beside this one: servers and peers as children that end with this one, and the Python that the peers
 * need, where it is installed.
 */
@NullMarked
package dev.assay.bench.peer;

import org.jspecify.annotations.NullMarked;
