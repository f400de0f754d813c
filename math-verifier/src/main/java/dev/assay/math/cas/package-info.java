/**
 * Computer algebra as the last rung: Symja (LGPL, its core, parser and external modules only) in child processes that
 * share nothing with the parent but a pair of pipes, so that a call which does not stop can be ended. Nothing outside
 * of this room knows which system answers; nothing a model wrote reaches its parser, only our own tree written out
 * again.
 */
@NullMarked
package dev.assay.math.cas;

import org.jspecify.annotations.NullMarked;
