/**
 * The two roles that reward models play in DeepSeek-R1 (arXiv 2501.12948v2, section 3.1): the helpful one reads the
 * prompt and the final summary alone, so that it does not disturb the reasoning; the safety one reads the whole
 * response, since harm can be anywhere in it.
 */
@NullMarked
package dev.assay.model.roles;

import org.jspecify.annotations.NullMarked;
