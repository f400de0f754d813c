/**
 * What goes between a judge and texts of strangers: sections that the text inside cannot end, labels inside of it that
 * cannot be taken for the judge's, and the readers of the judge's own words. All of it is linear in the text.
 */
@NullMarked
package dev.assay.model.judge.reading;

import org.jspecify.annotations.NullMarked;
