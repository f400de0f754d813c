/**
 * Building test suites (DeepSeek-R1, appendix: test cases for code): generator programs make inputs, inputs on which
 * correct submissions crash or disagree are dropped, and of the rest those are kept that catch wrong and slow
 * submissions.
 */
@NullMarked
package dev.assay.code.suite;

import org.jspecify.annotations.NullMarked;
