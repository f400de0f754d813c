/**
 * Data for reward models: pairs of a better and a worse answer, answers with a safety label, their files, and the
 * procedure that makes pairs of plain answers with a judge.
 */
@NullMarked
package dev.assay.model.preference;

import org.jspecify.annotations.NullMarked;
