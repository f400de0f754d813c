/** What the packaged application adds to the beans of its rooms: the line that says that everything answers. */
@NullMarked
package dev.assay.deploy.app;

import org.jspecify.annotations.NullMarked;
