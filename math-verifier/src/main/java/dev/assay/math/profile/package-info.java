/**
 * Named policies of grading: from where the answer is taken, what kind of answer it is, and what a comparison may
 * overlook. {@link dev.assay.math.profile.Profiles} has those that ship and reads one's own.
 */
@NullMarked
package dev.assay.math.profile;

import org.jspecify.annotations.NullMarked;
