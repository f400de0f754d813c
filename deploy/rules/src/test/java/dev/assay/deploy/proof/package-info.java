/**
 * The proofs that {@code ./assay prove} runs for long and the test suite for seconds: random input, many seeds. A long
 * proof leaves its figure in {@code target/proofs}, and what it found beside it.
 */
@NullMarked
package dev.assay.deploy.proof;

import org.jspecify.annotations.NullMarked;
