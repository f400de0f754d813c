/**
 * Benchmarks that leave JSON and print a table. Each figure stands beside what a user would have instead and beside the
 * floor: the least that a program of the same kind must do. Nothing here fails because it was slow.
 */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
