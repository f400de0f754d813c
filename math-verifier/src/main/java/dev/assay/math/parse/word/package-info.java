/** Numbers that are spelled out in words or numerals. */
@NullMarked
package dev.assay.math.parse.word;

import org.jspecify.annotations.NullMarked;
