/**
 * Will hold the code rewards: languages, boxes (local and Docker), the judge and its comparers. Nothing of it is
 * written yet; {@code accuracy} of the tasks {@code code} and {@code repair} has no owner until it is.
 */
@NullMarked
package dev.assay.code;

import org.jspecify.annotations.NullMarked;
