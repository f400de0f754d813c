/**
 * Labels: references in the form that a trainer's data set has them. A table of sources, which users extend by file,
 * says what task a sample is and how its label becomes a reference of the contract. Nothing here knows HTTP.
 */
@NullMarked
package dev.assay.gateway.label;

import org.jspecify.annotations.NullMarked;
