/** The checker's behaviour: each rule, each known attack, properties over random texts, and the work that it does. */
@NullMarked
package dev.assay.format;

import org.jspecify.annotations.NullMarked;
