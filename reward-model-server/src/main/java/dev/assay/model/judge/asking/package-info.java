/**
 * One question to a judge, from the cache or from the endpoint, until its answer can be read: asked again once with
 * more tokens where it broke off, and once with a reminder where it holds no verdict or different ones.
 */
@NullMarked
package dev.assay.model.judge.asking;

import org.jspecify.annotations.NullMarked;
