/**
 * Running programs that nobody trusts: what a judge asks of a sandbox and what it hears back. A program is prepared
 * once (compiled, where its language wants that) and run as often as there are tests; every run starts from nothing and
 * leaves nothing. Nothing here knows of tests or verdicts.
 */
@NullMarked
package dev.assay.code.run;

import org.jspecify.annotations.NullMarked;
