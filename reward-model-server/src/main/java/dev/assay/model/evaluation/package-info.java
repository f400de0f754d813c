/**
 * How good a reward model is on examples that it has not seen: accuracy, margins, calibration, and what its scores have
 * to do with length. Plain functions of scores, and reports of them as JSON, text and a page.
 */
@NullMarked
package dev.assay.model.evaluation;

import org.jspecify.annotations.NullMarked;
