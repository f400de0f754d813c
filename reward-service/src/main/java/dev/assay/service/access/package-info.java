/**
 * Who may call: bearer tokens from a file, each with limits of its own, and certificates. Tokens are kept as digests
 * and appear in no message, so that nothing which is logged can hold one.
 */
@NullMarked
package dev.assay.service.access;

import org.jspecify.annotations.NullMarked;
