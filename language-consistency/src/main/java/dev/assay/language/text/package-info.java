/**
 * From a text to its words: one pass over the original characters that steps over what is no prose (code, mathematics,
 * addresses, numbers) and reports each word with its place, script and letters. Nothing is copied but the letters of
 * the word at hand; every search for the end of a span is remembered, so that time is linear whatever the text.
 */
@NullMarked
package dev.assay.language.text;

import org.jspecify.annotations.NullMarked;
