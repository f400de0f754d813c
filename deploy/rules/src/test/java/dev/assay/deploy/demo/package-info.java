/** What a demo compares its rewards with. */
@NullMarked
package dev.assay.deploy.demo;

import org.jspecify.annotations.NullMarked;
