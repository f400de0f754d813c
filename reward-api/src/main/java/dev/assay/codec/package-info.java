/**
 * The two forms of the contract and nothing else: the normative JSON, and protobuf messages with the same fields.
 * Whoever reads or writes a rollout or a reward does it here.
 */
@NullMarked
package dev.assay.codec;

import org.jspecify.annotations.NullMarked;
