/** What units are worth over base units, so that values with different ones can be compared. */
@NullMarked
package dev.assay.math.parse.unit;

import org.jspecify.annotations.NullMarked;
