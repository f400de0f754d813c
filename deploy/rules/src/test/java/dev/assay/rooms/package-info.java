/** What each room may use of the others and of frameworks, as rules over everything of ours on the class path. */
@NullMarked
package dev.assay.rooms;

import org.jspecify.annotations.NullMarked;
