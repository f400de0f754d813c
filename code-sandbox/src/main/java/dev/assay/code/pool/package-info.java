/**
 * The sandbox that others use: finds the best box of the machine, prepares programs once, keeps supervisors warm and
 * hands runs to them.
 */
@NullMarked
package dev.assay.code.pool;

import org.jspecify.annotations.NullMarked;
