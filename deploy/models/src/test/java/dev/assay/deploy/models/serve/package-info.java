@NullMarked
package dev.assay.deploy.models.serve;

import org.jspecify.annotations.NullMarked;
