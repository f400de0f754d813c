/**
 * The door of everything that speaks HTTP: tokens in the header or in the address, limits for each caller, TLS. What is
 * decided knows no framework; the filter that asks it does.
 */
@NullMarked
package dev.assay.gateway.door;

import org.jspecify.annotations.NullMarked;
