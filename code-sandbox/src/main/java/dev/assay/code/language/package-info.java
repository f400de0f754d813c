/**
 * The languages as small declarative files: how a program is compiled and run, which tools that takes, what of the
 * machine those tools read, and how they are installed. A file in a folder of the user's adds one or replaces one.
 */
@NullMarked
package dev.assay.code.language;

import org.jspecify.annotations.NullMarked;
