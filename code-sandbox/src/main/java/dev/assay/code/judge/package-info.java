/**
 * The judge. It owns tests, expected outputs, clocks, caps and comparison, and runs outside of every box: a submission
 * goes in, a verdict for each test comes out, and what went wrong on our side is never a verdict about a program.
 */
@NullMarked
package dev.assay.code.judge;

import org.jspecify.annotations.NullMarked;
