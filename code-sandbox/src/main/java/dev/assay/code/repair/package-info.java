/**
 * Repairing a repository: a patch is read and applied here, as data and without git, the files of the tests are put
 * back, and the tests run in a box that never sees the history. What a patch may not touch is refused by path.
 */
@NullMarked
package dev.assay.code.repair;

import org.jspecify.annotations.NullMarked;
