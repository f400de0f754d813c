/** Who comes in over HTTP. */
package dev.assay.gateway.door;
