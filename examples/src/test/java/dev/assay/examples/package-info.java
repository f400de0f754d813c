@NullMarked
package dev.assay.examples;

import org.jspecify.annotations.NullMarked;
