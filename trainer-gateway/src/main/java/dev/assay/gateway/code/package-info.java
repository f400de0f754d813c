/**
 * Programs over HTTP in the forms that other judges speak: SandboxFusion, Piston, Judge0, go-judge and open-instruct. A
 * class for each, which knows no framework: a body in, an answer out. All run programs through
 * {@link dev.assay.gateway.code.ProgramRuns}, where callers take turns and trouble of ours is never a word about a
 * program.
 */
@NullMarked
package dev.assay.gateway.code;

import org.jspecify.annotations.NullMarked;
