/**
 * The whole of it, as a user runs it: the packaged application in processes of its own, a real broker, real traffic.
 */
@NullMarked
package dev.assay.deploy;

import org.jspecify.annotations.NullMarked;
