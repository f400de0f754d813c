/** The replay of dead letters on a real broker. */
package dev.assay.gateway.replay;
