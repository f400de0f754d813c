/** How labels become references. */
package dev.assay.gateway.label;
