/**
 * The two forms of the contract: the normative JSON, and protobuf messages with the same fields. Whoever reads or
 * writes a rollout or a reward does it here, and whoever reads the messages of a chat.
 */
@NullMarked
package dev.assay.codec;

import org.jspecify.annotations.NullMarked;
